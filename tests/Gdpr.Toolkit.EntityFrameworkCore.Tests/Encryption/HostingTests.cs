using System.Data.Common;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class HostingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Pooled_contexts_and_factories_share_nothing_between_uses(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        var connectionString = await ConnectionStringAsync(host);
        void Configure(DbContextOptionsBuilder context) => Use(context, database, connectionString).UseGdprToolkit();
        await using var pool = Services(services => services.AddDbContextPool<NotesContext>(Configure, poolSize: 2));
        await using var pooledFactory = Services(services => services.AddPooledDbContextFactory<NotesContext>(Configure, poolSize: 2));
        await using var factory = Services(services => services.AddDbContextFactory<NotesContext>(Configure));

        await Parallel.ForEachAsync(Enumerable.Range(0, 30), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, token) =>
        {
            var services = (i % 3) switch { 0 => pool, 1 => pooledFactory, _ => factory };
            await using var scope = services.CreateAsyncScope();
            await using var context = i % 3 == 0
                ? scope.ServiceProvider.GetRequiredService<NotesContext>()
                : await scope.ServiceProvider.GetRequiredService<IDbContextFactory<NotesContext>>().CreateDbContextAsync(token);
            await using (var transaction = await context.Database.BeginTransactionAsync(token))
            {
                context.Add(new Person { Name = $"undone {i}" });
                await context.SaveChangesAsync(token);
                if (i % 2 == 0)
                {
                    await transaction.RollbackAsync(token);
                }
            }

            context.ChangeTracker.Clear();
            var person = new Person { Name = $"p{i:00}" };
            context.Add(person);
            await context.SaveChangesAsync(token);
            Assert.Equal($"p{i:00}", await context.People.Where(row => row.Id == person.Id).Select(row => row.Name).SingleAsync(token));
        });

        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"p{i:00}"), (await reading.Context.People.Select(row => row.Name!).ToListAsync()).Order());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_context_made_by_hand_takes_the_services_it_is_given(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        var connectionString = await ConnectionStringAsync(host);
        await using var services = Services(_ => { });
        var options = (DbContextOptions<NotesContext>)Use(new DbContextOptionsBuilder<NotesContext>(), database, connectionString).UseGdprToolkit(services).Options;
        await using (var context = new NotesContext(options))
        {
            context.Add(new Person { Name = "by hand" });
            await context.SaveChangesAsync();
        }

        await using var reading = host.NewScope();
        Assert.Equal("by hand", (await reading.Context.People.SingleAsync()).Name);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_database_can_be_deleted_and_made_anew_in_the_same_process_and_under_another(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using var other = host.StartAnother();
        for (var round = 0; round < 3; round++)
        {
            await using (var scope = host.NewScope())
            {
                await scope.Context.Database.EnsureDeletedAsync();
                await scope.Context.Database.EnsureCreatedAsync();
                scope.Context.Add(new Person { Name = $"round {round}" });
                await scope.Context.SaveChangesAsync();
            }

            await using var mine = host.NewScope();
            Assert.Equal($"round {round}", (await mine.Context.People.SingleAsync()).Name);
            await using var theirs = other.NewScope();
            Assert.Equal($"round {round}", (await theirs.Context.People.SingleAsync()).Name);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Tables_that_no_migration_has_made_are_named_with_the_way_out(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using (var saving = host.NewScope())
        {
            saving.Context.Add(new Person { Name = "Ada" });
            await saving.Context.SaveChangesAsync();
        }

        await host.ExecuteRawAsync("""DROP TABLE "GdprEpochs" """);
        await using var other = host.StartAnother();
        await using var scope = other.NewScope();
        var reading = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.People.SingleAsync());
        scope.Context.Add(new Person { Name = "Bob" });
        var writing = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());

        Assert.All([reading, writing], error => Assert.Contains("Add a migration", error.Message, StringComparison.Ordinal));
        Assert.All([reading, writing], error => Assert.IsAssignableFrom<DbException>(error.InnerException));
    }

    [Fact]
    public async Task An_sqlite_database_in_memory_has_its_own_keys()
    {
        await using var first = new SqliteConnection("Data Source=:memory:");
        await using var second = new SqliteConnection("Data Source=:memory:");
        foreach (var connection in new[] { first, second })
        {
            await connection.OpenAsync();
        }

        SqliteConnection current = first;
        await using var services = Services(services => services.AddDbContext<NotesContext>(
            context => context.AmongMany().UseSqlite(current).UseGdprToolkit(), ServiceLifetime.Scoped, ServiceLifetime.Scoped));
        foreach (var name in new[] { "first", "second" })
        {
            current = name == "first" ? first : second;
            await using var scope = services.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<NotesContext>();
            await context.Database.EnsureCreatedAsync();
            context.Add(new Person { Name = name, Notes = { new Note { Text = name } } });
            await context.SaveChangesAsync();
        }

        foreach (var name in new[] { "first", "second", "first" })
        {
            current = name == "first" ? first : second;
            await using var scope = services.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<NotesContext>();
            foreach (var person in context.People.Include(row => row.Notes))
            {
                Assert.Equal((name, name), (person.Name, person.Notes.Single().Text));
                Assert.Single(context.Notes.AsNoTracking().ToList());
            }
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Key_tables_follow_schema_names_and_conversions_of_the_application(TestDatabase database)
    {
        await using var host = await TestHost<RenamedContext>.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            scope.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "note" } } });
            await scope.Context.SaveChangesAsync();
            var script = scope.Context.Database.GenerateCreateScript();
            Assert.Contains("gdpr_keys", script, StringComparison.Ordinal);
            Assert.Contains("subject_ref", script, StringComparison.Ordinal);
            Assert.DoesNotContain("GdprKeys", script, StringComparison.Ordinal);
        }

        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        Assert.Equal("Ada", (await reading.Context.Set<Person>().SingleAsync()).Name);
        var table = database == TestDatabase.PostgreSql ? "\"app\".gdpr_keys" : "gdpr_keys";
        Assert.IsType<string>(await host.RawAsync($"SELECT store_id FROM {table}"));
        Assert.Equal("Active", await host.RawAsync($"SELECT state FROM {table}"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_process_with_another_certificate_cannot_read_and_says_why(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            scope.Context.Add(new Person { Name = "Ada" });
            await scope.Context.SaveChangesAsync();
        }

        var connectionString = await ConnectionStringAsync(host);
        await using var stranger = Services(
            services => services.AddDbContext<NotesContext>(context => Use(context, database, connectionString).UseGdprToolkit()),
            gdpr => gdpr.UseCertificate(TestCertificates.Other).UseSigningCertificate(TestCertificates.Signing));
        await using var reading = stranger.CreateAsyncScope();
        var context = reading.ServiceProvider.GetRequiredService<NotesContext>();

        var read = await Assert.ThrowsAsync<SubjectKeyMissingException>(() => context.People.ToListAsync());
        context.Add(new Person { Name = "Bob" });
        await Assert.ThrowsAsync<SubjectKeyMissingException>(() => context.SaveChangesAsync());

        Assert.Contains("certificate", read.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "People" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Logs_hold_neither_values_nor_keys_even_with_sensitive_logging(TestDatabase database)
    {
        var log = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var host = await TestHost<NotesContext>.StartAsync(
            database,
            options =>
            {
                options.ConfigureToolkit = gdpr => gdpr.AllowSensitiveDataLogging("the test looks for values in the logs");
                options.ConfigureContext = context => context.EnableSensitiveDataLogging().EnableDetailedErrors().LogTo(log.Enqueue, Microsoft.Extensions.Logging.LogLevel.Debug);
            });
        byte[] wrapped;
        await using (var scope = host.NewScope())
        {
            var person = new Person { Name = "Lovelace-secret", Notes = { new Note { Text = "Lovelace-note" } } };
            scope.Context.Add(person);
            await scope.Context.SaveChangesAsync();
            person.Notes.Add(new Note { Text = "Lovelace-second" });
            await scope.Context.SaveChangesAsync();
            wrapped = (byte[])(await host.RawAsync("""SELECT "Wrapped" FROM "GdprKeys" """))!;
        }

        await using (var cold = host.StartAnother(options =>
        {
            options.ConfigureToolkit = gdpr => gdpr.AllowSensitiveDataLogging("the test looks for values in the logs");
            options.ConfigureContext = context => context.EnableSensitiveDataLogging().LogTo(log.Enqueue, Microsoft.Extensions.Logging.LogLevel.Debug);
        }))
        await using (var scope = cold.NewScope())
        {
            Assert.Equal("Lovelace-secret", (await scope.Context.People.Include(row => row.Notes).SingleAsync()).Name);
        }

        var text = string.Join('\n', log);
        Assert.Contains("Parameters=[", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lovelace", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(wrapped)[..24], text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Many_applications_in_one_process_share_the_services_of_EF_Core()
    {
        using var file = new SqliteFile();
        var shared = new HashSet<IModelSource>();
        for (var i = 0; i < 25; i++)
        {
            await using var services = Services(services => services.AddDbContext<NotesContext>(context => context.AmongMany().UseSqlite(file.ConnectionString).UseGdprToolkit()));
            await using var scope = services.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<NotesContext>();
            await context.Database.EnsureCreatedAsync();
            context.Add(new Person { Name = $"n{i}" });
            await context.SaveChangesAsync();
            Assert.Equal(i + 1, (await context.People.AsNoTracking().ToListAsync()).Count);
            shared.Add(context.GetService<IModelSource>());
        }

        Assert.Single(shared);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_model_has_its_tables_before_contexts_share_it(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using var other = host.StartAnother();
        await using var scope = other.NewScope();

        // What EF would make them of, and remove while others may be looking for it.
        Assert.Null(scope.Context.Model.FindRuntimeAnnotation(RelationalAnnotationNames.RelationalModelFactory));
        Assert.NotNull(scope.Context.Model.FindRuntimeAnnotation(RelationalAnnotationNames.RelationalModel));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_same_model_needs_no_migration_and_scripts_hold_the_toolkits_tables(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using var other = host.StartAnother();
        await using var scope = host.NewScope();
        await using var second = other.NewScope();

        var differ = scope.Context.GetService<IMigrationsModelDiffer>();
        var mine = scope.Context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        var theirs = second.Context.GetService<IDesignTimeModel>().Model.GetRelationalModel();

        Assert.NotSame(mine, theirs);
        Assert.False(differ.HasDifferences(mine, theirs));
        Assert.True(differ.HasDifferences(null, mine));
        var script = scope.Context.Database.GenerateCreateScript();
        string[] expected =
        [
            "GdprEpochs", "GdprRoots", "GdprKeys", "GdprConsents", "GdprObjections", "GdprRestrictions", "GdprSuppressions", "GdprLegalHolds", "GdprRecipientNotices", "NameIndex",
        ];
        Assert.All(expected, name => Assert.Contains(name, script, StringComparison.Ordinal));
    }

    [Fact]
    public void Marks_are_text_that_a_migrations_snapshot_can_hold()
    {
        using var services = Services(services => services.AddDbContext<NotesContext>(context => context.AmongMany().UseSqlite("Data Source=:memory:").UseGdprToolkit()));
        using var scope = services.CreateScope();
        var model = scope.ServiceProvider.GetRequiredService<NotesContext>().GetService<IDesignTimeModel>().Model;

        var annotations = model.GetEntityTypes().SelectMany(type => type.GetAnnotations().Concat(type.GetProperties().SelectMany(property => property.GetAnnotations())));

        Assert.All(annotations.Where(annotation => annotation.Name.StartsWith("Gdpr:", StringComparison.Ordinal)), annotation => Assert.IsType<string>(annotation.Value));
    }

    [Fact]
    public void UseGdprToolkit_comes_after_the_provider()
    {
        using var services = Services(services => services.AddDbContext<NotesContext>(context => context.UseGdprToolkit().AmongMany().UseSqlite("Data Source=:memory:")));

        AssertRefused<InvalidOperationException>(services, "after the database provider");
    }

    [Fact]
    public void The_in_memory_provider_is_refused()
    {
        using var services = Services(services => services.AddDbContext<NotesContext>(context => context.AmongMany().UseInMemoryDatabase("none").UseGdprToolkit()));

        AssertRefused<NotSupportedException>(services, "relational");
    }

    [Theory]
    [InlineData("using lazy loading proxies ", true)]
    [InlineData("", false)]
    public void Proxies_are_refused_where_they_are_switched_on(string does, bool refused)
    {
        using var services = Services(services => services.AddDbContext<NotesContext>(context =>
        {
            context.AmongMany().UseSqlite("Data Source=:memory:").UseGdprToolkit();
            ((IDbContextOptionsBuilderInfrastructure)context).AddOrUpdateExtension(new ProxiesOptionsExtension(does));
        }));
        using var scope = services.CreateScope();

        var error = Record.Exception(() => scope.ServiceProvider.GetRequiredService<NotesContext>().Model);

        Assert.Equal(refused, error is NotSupportedException);
        Assert.Equal(refused, error?.Message.Contains("ILazyLoader", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Entities_load_lazily_through_a_loader_in_their_constructor()
    {
        await using var host = await TestHost<LazyContext>.StartAsync(TestDatabase.Sqlite);
        await using (var saving = host.NewScope())
        {
            saving.Context.Add(new LazyPerson("Ada") { Letters = { new LazyLetter { Text = "loaded later" } } });
            await saving.Context.SaveChangesAsync();
        }

        await using var scope = host.NewScope();
        var ada = await scope.Context.Set<LazyPerson>().SingleAsync();

        Assert.Equal("Ada", ada.Name);
        Assert.Equal("loaded later", ada.Letters.Single().Text);
    }

    [Fact]
    public void A_compiled_model_is_refused()
    {
        using var plain = Services(services => services.AddDbContext<NotesContext>(context => context.AmongMany().UseSqlite("Data Source=:memory:").UseGdprToolkit()));
        using var scope = plain.CreateScope();
        var model = scope.ServiceProvider.GetRequiredService<NotesContext>().Model;
        using var services = Services(services => services.AddDbContext<NotesContext>(context => context.AmongMany().UseSqlite("Data Source=:memory:").UseModel(model).UseGdprToolkit()));

        AssertRefused<NotSupportedException>(services, "compiled models");
    }

    [Fact]
    public void A_missing_registration_is_named()
    {
        var services = new ServiceCollection();
        services.AddDbContext<NotesContext>(context => context.AmongMany().UseSqlite("Data Source=:memory:").UseGdprToolkit());
        using var provider = services.BuildServiceProvider();

        AssertRefused<InvalidOperationException>(provider, "AddGdprToolkit");
    }

    [Fact]
    public void A_context_without_services_says_how_to_pass_them()
    {
        using var context = new NotesContext((DbContextOptions<NotesContext>)new DbContextOptionsBuilder<NotesContext>().AmongMany().UseSqlite("Data Source=:memory:").UseGdprToolkit().Options);

        var error = Assert.Throws<InvalidOperationException>(() => context.Model);

        Assert.Contains("UseGdprToolkit(serviceProvider)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_certificate_is_named()
    {
        using var services = Services(
            services => services.AddDbContext<NotesContext>(context => context.AmongMany().UseSqlite("Data Source=:memory:").UseGdprToolkit()), _ => { });

        AssertRefused<InvalidOperationException>(services, "UseCertificate");
    }

    [Fact]
    public async Task A_value_outside_a_query_is_refused_by_name()
    {
        await using var host = await TestHost<NotesContext>.StartAsync(TestDatabase.Sqlite);
        await using var scope = host.NewScope();
        var property = scope.Context.Model.FindEntityType(typeof(Person))!.FindProperty(nameof(Person.Name))!;

        var writing = Assert.Throws<InvalidOperationException>(() => property.GetValueConverter()!.ConvertToProvider("Ada"));

        Assert.Contains("'Person.Name'", writing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", writing.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused<TException>(ServiceProvider services, string message)
        where TException : Exception
    {
        using var scope = services.CreateScope();
        var error = Assert.Throws<TException>(() => scope.ServiceProvider.GetRequiredService<NotesContext>().People.Any());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(Action<IServiceCollection> configure, Action<GdprToolkitBuilder>? toolkit = null)
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(toolkit ?? (gdpr => gdpr.UseCertificate(TestCertificates.KeyEncryption).UseSigningCertificate(TestCertificates.Signing)));
        configure(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static DbContextOptionsBuilder Use(DbContextOptionsBuilder context, TestDatabase database, string connectionString)
        => database == TestDatabase.Sqlite ? context.AmongMany().UseSqlite(connectionString) : context.AmongMany().UseNpgsql(connectionString);

    private static async Task<string> ConnectionStringAsync(TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        return scope.Context.Database.GetConnectionString()!;
    }

    /// <summary>Stands for that of Microsoft.EntityFrameworkCore.Proxies.</summary>
    private sealed class ProxiesOptionsExtension(string does) : IDbContextOptionsExtension
    {
        public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this, does);

        public void ApplyServices(IServiceCollection services)
        {
        }

        public void Validate(IDbContextOptions options)
        {
        }

        private sealed class ExtensionInfo(ProxiesOptionsExtension extension, string does) : DbContextOptionsExtensionInfo(extension)
        {
            public override bool IsDatabaseProvider => false;

            public override string LogFragment => does;

            public override int GetServiceProviderHashCode() => does.Length;

            public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo && other.LogFragment == does;

            public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
            {
            }
        }
    }

    internal sealed class LazyContext(DbContextOptions<LazyContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<LazyPerson>().Property(person => person.Name);
    }

    [DataSubject(DataSubjectRole.Customer)]
    internal sealed class LazyPerson(string name)
    {
        private readonly ILazyLoader? _loader;
        private List<LazyLetter> _letters = [];

        public LazyPerson(ILazyLoader loader, string name)
            : this(name) => _loader = loader;

        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name)]
        [Encrypted]
        public string Name { get; } = name;

        public List<LazyLetter> Letters => _loader.Load(this, ref _letters!)!;
    }

    internal sealed class LazyLetter
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Communication)]
        [Encrypted]
        public required string Text { get; set; }
    }

    internal sealed class RenamedContext(DbContextOptions<RenamedContext> options) : DbContext(options)
    {
        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        {
            configurationBuilder.Properties<Guid>().HaveConversion<string>();
            configurationBuilder.Properties<Enum>().HaveConversion<string>();
        }

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.HasDefaultSchema("app");
            modelBuilder.Entity<Person>();
            foreach (var type in modelBuilder.Model.GetEntityTypes())
            {
                type.SetTableName(Snake(type.GetTableName()!));
                foreach (var property in type.GetProperties())
                {
                    property.SetColumnName(Snake(property.Name));
                }
            }
        }

        private static string Snake(string name)
            => string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
    }
}
