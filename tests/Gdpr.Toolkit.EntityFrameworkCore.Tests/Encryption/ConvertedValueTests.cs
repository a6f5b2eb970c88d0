using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>An application's own value converters go on working inside encryption.</summary>
public class ConvertedValueTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Converted_values_are_sealed_as_what_the_converter_makes_of_them(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());

        await using var scope = host.NewScope();
        var read = await scope.Context.Set<Person>().SingleAsync();
        Assert.Equal(new Mail("Ada@Example.org"), read.Mail);
        Assert.Equal(new Mail("second@example.org"), read.Second);
        Assert.Equal(new AccountId(42), read.Account);
        Assert.Equal(new AccountId(43), read.OtherAccount);
        Assert.Equal(Mood.Happy, read.Mood);
        Assert.Equal(Mood.Sad, read.OtherMood);
        Assert.Equal(1815, read.Year);
        Assert.Equal("TRIMMED", read.Note);
        Assert.Equal(["ada", "countess"], read.Names);
        Assert.Equal([1, 2, 3], read.Numbers);
        Assert.Equal("lovelace", read.Odd!.Text);
        foreach (var column in new[] { "Mail", "Second", "Account", "OtherAccount", "Mood", "OtherMood", "Year", "Note", "Names", "Numbers", "Odd" })
        {
            Assert.Equal(0xF9, Assert.IsType<byte[]>(await host.RawAsync($"""SELECT "{column}" FROM "Person" """))[0]);
        }

        Assert.False(await host.FilesContainAsync("second@example.org"));
        Assert.False(await host.FilesContainAsync("countess"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Nothing_stays_nothing_whether_the_value_or_its_conversion_is_null(TestDatabase database)
    {
        var person = Filled();
        (person.Second, person.OtherAccount, person.OtherMood, person.Odd) = (null, null, null, new Odd(""));
        await using var host = await StartAsync(database, person);

        await using var scope = host.NewScope();
        var read = await scope.Context.Set<Person>().SingleAsync();
        Assert.Equal((null, null, null, null), (read.Second, read.OtherAccount, read.OtherMood, read.Odd));
        Assert.Null(await host.RawAsync("""SELECT "Odd" FROM "Person" """));
        Assert.Equal(1, await scope.Context.Set<Person>().CountAsync(row => row.Second == null));
        Assert.Equal(0, await scope.Context.Set<Person>().CountAsync(row => row.Second != null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Converted_values_can_be_searched_by_values_of_the_model(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());

        await using var scope = host.NewScope();
        var people = scope.Context.Set<Person>();
        var mail = new Mail("Ada@EXAMPLE.org");
        AccountId? account = new AccountId(42);
        List<Mail> mails = [new("nobody@example.org"), mail];
        AccountId[] accounts = [new(42), new(7)];
        var happy = Mood.Happy;
        Assert.Equal(1, await people.CountAsync(row => row.Mail == mail));
        Assert.Equal(1, await people.CountAsync(row => row.Mail.Equals(mail)));
        Assert.Equal(0, await people.CountAsync(row => row.Mail != mail));
        Assert.Equal(1, await people.CountAsync(row => mails.Contains(row.Mail)));
        Assert.Equal(1, await people.CountAsync(row => row.Mail == new Mail("Ada@example.org")));
        Assert.Equal(1, await people.CountAsync(row => row.Account == account));
        Assert.Equal(0, await people.CountAsync(row => row.Account == new AccountId(7)));
        Assert.Equal(1, await people.CountAsync(row => accounts.Contains(row.Account)));
        Assert.Equal(1, await people.CountAsync(row => row.Mood == Mood.Happy));
        Assert.Equal(1, await people.CountAsync(row => row.Mood == happy));
        Assert.Equal(0, await people.CountAsync(row => row.Mood == Mood.Sad));
        Assert.Equal(1, await people.CountAsync(row => row.OtherMood == Mood.Sad));
        Assert.Equal(mail.Text, (await people.Select(row => row.Mail).SingleAsync()).Text, ignoreCase: true);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_unique_index_holds_for_what_values_are_converted_to(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());

        await using var scope = host.NewScope();
        scope.Context.Add(Filled());
        await Assert.ThrowsAsync<DbUpdateException>(() => scope.Context.SaveChangesAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Changes_are_noticed_by_the_applications_comparer_and_in_collections(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());
        await using (var scope = host.NewScope())
        {
            var person = await scope.Context.Set<Person>().SingleAsync();
            person.Odd = new Odd("lovelace");
            Assert.False(scope.Context.ChangeTracker.HasChanges());
            person.Odd = new Odd("byron");
            person.Names.Add("enchantress");
            person.Numbers[0] = 9;
            person.Mail = new Mail("new@example.org");
            person.OtherMood = null;
            await scope.Context.SaveChangesAsync();
        }

        await using var reading = host.NewScope();
        var read = await reading.Context.Set<Person>().SingleAsync();
        Assert.Equal("byron", read.Odd!.Text);
        Assert.Equal(["ada", "countess", "enchantress"], read.Names);
        Assert.Equal([9, 2, 3], read.Numbers);
        Assert.Null(read.OtherMood);
        Assert.Equal(1, await reading.Context.Set<Person>().CountAsync(row => row.Mail == new Mail("new@example.org")));
        Assert.Equal(0, await reading.Context.Set<Person>().CountAsync(row => row.Mail == new Mail("Ada@example.org")));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Destroyed_values_read_as_null_or_as_what_the_replacement_converts_to(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());
        await Shredding.ShredAsync(host, 1, finished: true);

        await using var other = host.StartAnother(Configure);
        await using var scope = other.NewScope();
        var read = await scope.Context.Set<Person>()
            .Select(row => new { row.Second, row.OtherAccount, row.OtherMood, row.Mail, row.Account })
            .SingleAsync();
        Assert.Equal((null, null, null), (read.Second, read.OtherAccount, read.OtherMood));
        Assert.Equal((new Mail("erased@example.org"), new AccountId(-1)), (read.Mail, read.Account));
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Context.Set<Person>().Select(row => row.Year).SingleAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_writes_replacements_through_the_converter_and_an_export_shows_what_is_stored(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());
        await using (var scope = host.NewScope())
        {
            var files = await scope.Export.ReadAsync(DataSubject.Of<Person>(1));
            var json = files.Single(file => file.Key == "data/person.json").Value;
            Assert.Contains("\"Ada@Example.org\"", json, StringComparison.Ordinal);
            Assert.Contains("\"countess\"", json, StringComparison.Ordinal);
            Assert.Contains("\"lovelace\"", json, StringComparison.Ordinal);
            var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Person>(1)));
            Assert.DoesNotContain(certificate.Entries, entry => entry.Outcome == Gdpr.Toolkit.Erasure.FieldErasureOutcome.Failed);
        }

        await using var reading = host.NewScope();
        var read = await reading.Context.Set<Person>().IgnoreQueryFilters().SingleAsync();
        Assert.Equal((new Mail("erased@example.org"), new AccountId(-1)), (read.Mail, read.Account));
        Assert.Equal((null, null), (read.Second, read.OtherAccount));
        Assert.Empty(read.Names);
        Assert.Equal(0, await reading.Context.Set<Person>().IgnoreQueryFilters().CountAsync(row => row.Mail == new Mail("Ada@example.org")));
    }

    private static Person Filled() => new()
    {
        Mail = new Mail("Ada@Example.org"),
        Second = new Mail("second@example.org"),
        Account = new AccountId(42),
        OtherAccount = new AccountId(43),
        Mood = Mood.Happy,
        OtherMood = Mood.Sad,
        Year = 1815,
        Note = "trimmed",
        Names = ["ada", "countess"],
        Numbers = [1, 2, 3],
        Odd = new Odd("lovelace"),
    };

    private static void Configure(TestHostOptions options)
        => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));

    private static async Task<TestHost<ConvertedContext>> StartAsync(TestDatabase database, Person person)
    {
        var host = await TestHost<ConvertedContext>.StartAsync(database, Configure);
        await using var scope = host.NewScope();
        scope.Context.Add(person);
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private sealed record Mail(string Text);

    private readonly record struct AccountId(int Value);

    private enum Mood
    {
        None,
        Happy,
        Sad,
    }

    /// <summary>Has no equality of its own: only its comparer tells.</summary>
    private sealed class Odd(string text)
    {
        public string Text { get; } = text;
    }

    private sealed class OddConverter() : ValueConverter<Odd, string?>(odd => odd.Text.Length == 0 ? null : odd.Text, text => new Odd(text!));

    private sealed class OddComparer() : ValueComparer<Odd>((one, other) => one!.Text == other!.Text, odd => odd.Text.GetHashCode(StringComparison.Ordinal));

    private sealed class MailConverter() : ValueConverter<Mail, string>(mail => mail.Text, text => Parse(text))
    {
        private static Mail Parse(string text)
            => text.Contains('@', StringComparison.Ordinal) ? new Mail(text) : throw new FormatException("No address.");
    }

    private sealed class AccountConverter() : ValueConverter<AccountId, int>(account => account.Value, number => new AccountId(number));

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Person
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress, "service", Replacement = "erased@example.org")]
        [Encrypted(Searchable = true, Unique = true, Normalizer = Normalizer.Email, WhenDestroyed = DestroyedValue.Replacement)]
        public required Mail Mail { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress, "service")]
        [Encrypted(WhenDestroyed = DestroyedValue.Null)]
        public Mail? Second { get; set; }

        [PersonalData(PersonalDataCategory.CustomerNumber, "service", Replacement = "-1")]
        [Encrypted(Searchable = true, WhenDestroyed = DestroyedValue.Replacement)]
        public AccountId Account { get; set; }

        [PersonalData(PersonalDataCategory.CustomerNumber, "service")]
        [Encrypted(WhenDestroyed = DestroyedValue.Null)]
        public AccountId? OtherAccount { get; set; }

        [PersonalData(PersonalDataCategory.Profile, "service", Replacement = "None")]
        [Encrypted(Searchable = true)]
        public Mood Mood { get; set; }

        [PersonalData(PersonalDataCategory.Profile, "service")]
        [Encrypted(Searchable = true, WhenDestroyed = DestroyedValue.Null)]
        public Mood? OtherMood { get; set; }

        [PersonalData(PersonalDataCategory.BirthDate, "service", Replacement = "0")]
        [Encrypted]
        public int Year { get; set; }

        [PersonalData(PersonalDataCategory.Profile, "service")]
        [Encrypted]
        public required string Note { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        [Encrypted]
        public required List<string> Names { get; set; }

        [PersonalData(PersonalDataCategory.Profile, "service")]
        [Encrypted]
        public required int[] Numbers { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        [Encrypted]
        public Odd? Odd { get; set; }
    }

    private sealed class ConvertedContext(DbContextOptions<ConvertedContext> options) : DbContext(options)
    {
        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        {
            configurationBuilder.Properties<Mail>().HaveConversion<MailConverter>();
            configurationBuilder.Properties<AccountId>().HaveConversion<AccountConverter>();
        }

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Person>(person =>
        {
            person.Property(row => row.Mood).HasConversion<string>();
            person.Property(row => row.OtherMood).HasConversion<string>();
            person.Property(row => row.Year).HasConversion<long>();
            person.Property(row => row.Note).HasConversion(text => text.ToUpperInvariant(), text => text);
            person.Property(row => row.Odd).HasConversion<OddConverter, OddComparer>();
        });
    }
}
