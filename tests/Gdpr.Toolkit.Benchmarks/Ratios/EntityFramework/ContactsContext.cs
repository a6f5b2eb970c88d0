using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>One model, in plain, with the toolkit, and with a converter.</summary>
internal abstract class ContactsContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Contact> Contacts => Set<Contact>();
}

internal sealed class PlainContactsContext(DbContextOptions<PlainContactsContext> options) : ContactsContext(options);

internal sealed class EncryptedContactsContext(DbContextOptions<EncryptedContactsContext> options) : ContactsContext(options);

internal sealed class ConvertedContactsContext(DbContextOptions<ConvertedContactsContext> options) : ContactsContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<string>().HaveConversion<NaiveConverter>();
}
