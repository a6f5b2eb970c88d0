using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

[assembly: DbContextModel(typeof(CompiledModelTests.CompiledContext), typeof(CompiledModelTests.CompiledModel))]

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class CompiledModelTests
{
    [Fact]
    public async Task A_compiled_model_that_EF_finds_by_itself_is_refused_before_anything_is_stored()
    {
        using var file = new SqliteFile();
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr => gdpr.UseCertificate(TestCertificates.KeyEncryption).UseSigningCertificate(TestCertificates.Signing));
        services.AddDbContext<CompiledContext>(options => options.AmongMany().UseSqlite(file.ConnectionString).UseGdprToolkit());
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<CompiledContext>();
        await context.Database.ExecuteSqlRawAsync("CREATE TABLE Guests (Id INTEGER PRIMARY KEY, Name TEXT)");

        context.Add(new Guest { Name = "Ada Lovelace" });
        var saving = await Assert.ThrowsAsync<NotSupportedException>(() => context.SaveChangesAsync());
        await Assert.ThrowsAsync<NotSupportedException>(() => context.Guests.ToListAsync());

        Assert.Contains("compiled models", saving.Message, StringComparison.Ordinal);
        Assert.False(file.Contains("Ada Lovelace"));
    }

    [DataSubject(DataSubjectRole.Visitor)]
    public class Guest
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name), Encrypted]
        public required string Name { get; set; }
    }

    public class CompiledContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Guest> Guests => Set<Guest>();
    }

    /// <summary>Stands for what <c>dotnet ef dbcontext optimize</c> writes: EF asks it for the model instead of running conventions.</summary>
    public static class CompiledModel
    {
        public static IModel Instance { get; } = new PlainContext().Model;
    }

    private sealed class PlainContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.AmongMany().UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Guest>().ToTable("Guests");
    }
}
