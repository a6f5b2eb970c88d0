using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Reads and writes the tables of keys, and those of choices beside an application's data, apart from the application's own context.</summary>
/// <remarks>It has none of the application's interceptors or loggers, so that no row of theirs passes through them.</remarks>
internal sealed class KeyTablesContext(DbContextOptions options, IModel? applicationModel) : DbContext(options)
{
    /// <summary>Gets the application's model, whose table and column names count; null in a database that holds nothing but keys.</summary>
    public IModel? ApplicationModel { get; } = applicationModel;

    public DbSet<EpochRow> Epochs => Set<EpochRow>();

    public DbSet<RootRow> Roots => Set<RootRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public DbSet<RevocationRow> Revocations => Set<RevocationRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var conventions = ((IInfrastructure<IConventionModelBuilder>)modelBuilder).Instance;
        if (ApplicationModel is null)
        {
            KeyTablesConvention.AddTo(conventions);
        }
        else
        {
            AddTablesOf(ApplicationModel, modelBuilder, conventions);
        }

        if (modelBuilder.Model.FindEntityType(typeof(KeyRow)) is not null)
        {
            modelBuilder.Entity<EpochRow>().Property(row => row.Signature).IsConcurrencyToken();
            modelBuilder.Entity<RootRow>().Property(row => row.RowMac).IsConcurrencyToken();
            modelBuilder.Entity<KeyRow>().Property(row => row.RowMac).IsConcurrencyToken();
        }
    }

    private static void AddTablesOf(IModel application, ModelBuilder modelBuilder, IConventionModelBuilder conventions)
    {
        ChoiceTablesConvention.AddTo(conventions);
        LedgerTablesConvention.AddTo(conventions);
        if (application.FindEntityType(typeof(KeyRow)) is not null)
        {
            KeyTablesConvention.AddTo(conventions);
        }
        else
        {
            KeyTablesConvention.AddRevocationsTo(conventions);
        }

        KeyTablesConvention.AddRotationsTo(conventions);
        modelBuilder.Entity<RotationRow>().Property(row => row.Revision).IsConcurrencyToken();
        foreach (var type in modelBuilder.Model.GetEntityTypes().Select(type => type.ClrType).ToList())
        {
            if (application.FindEntityType(type) is { } mapped)
            {
                MapLike(mapped, modelBuilder.Entity(type));
            }
            else
            {
                // Found as one of this context's sets; its table is in another database.
                modelBuilder.Ignore(type);
            }
        }
    }

    private static void MapLike(IEntityType mapped, EntityTypeBuilder entity)
    {
        entity.ToTable(mapped.GetTableName()!, mapped.GetSchema());
        foreach (var property in mapped.GetProperties())
        {
            var column = entity.Property(property.Name).HasColumnName(property.GetColumnName());
            if (property.GetTypeMapping().Converter is { } converter)
            {
                // Perhaps from a convention of the application's, such as one that stores every enumeration as text.
                column.HasConversion(converter);
            }
        }
    }
}
