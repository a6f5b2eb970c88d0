using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

/// <summary>People who are found by what is encrypted, one of it unique.</summary>
internal sealed class AccountsContext(DbContextOptions<AccountsContext> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Login> Logins => Set<Login>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<Login>().HasKey(login => new { login.AccountId, login.Number });
}

[DataSubject(DataSubjectRole.Customer)]
internal sealed class Account
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Contact)]
    [Encrypted(Searchable = true, Unique = true, Normalizer = Normalizer.Email)]
    public string? Email { get; set; }

    [PersonalData(PersonalDataCategory.Contact)]
    [Encrypted(Searchable = true, KeyGroup = "marketing", WhenDestroyed = DestroyedValue.Null)]
    public int? Segment { get; set; }

    public List<Login> Logins { get; } = [];
}

internal sealed class Login
{
    public int AccountId { get; set; }

    public string Number { get; set; } = "";

    [PersonalData(PersonalDataCategory.Contact)]
    [Encrypted(Searchable = true)]
    public string? Device { get; set; }
}
