using Gdpr.Toolkit.Consent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Reads and writes the tables of keys and choices where the application's model has put them, apart from the application's own context.</summary>
/// <remarks>It has none of the application's interceptors or loggers, so that no row of theirs passes through them.</remarks>
internal sealed class KeyTablesContext(DbContextOptions options, IModel applicationModel) : DbContext(options)
{
    /// <summary>Gets the application's model, whose table and column names count.</summary>
    public IModel ApplicationModel { get; } = applicationModel;

    public DbSet<EpochRow> Epochs => Set<EpochRow>();

    public DbSet<RootRow> Roots => Set<RootRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    /// <summary>Reads a key row and those that lie around it, in order; none when there is no such key.</summary>
    public List<(KeyRow Row, long Position)> Around(KeyId kid, (long Before, long After) reach)
    {
        var bytes = kid.ToByteArray();
        var rows =
            from missed in Keys
            where missed.Kid == bytes
            from row in Keys
            where EF.Property<long>(row, KeyTablesConvention.Position) >= EF.Property<long>(missed, KeyTablesConvention.Position) - reach.Before
                && EF.Property<long>(row, KeyTablesConvention.Position) <= EF.Property<long>(missed, KeyTablesConvention.Position) + reach.After
            orderby EF.Property<long>(row, KeyTablesConvention.Position)
            select new { Row = row, Position = EF.Property<long>(row, KeyTablesConvention.Position) };
        return [.. rows.AsNoTracking().AsEnumerable().Select(found => (found.Row, found.Position))];
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var conventions = ((IInfrastructure<IConventionModelBuilder>)modelBuilder).Instance;
        KeyTablesConvention.AddTo(conventions);
        ChoiceTablesConvention.AddTo(conventions);
        foreach (var type in KeyTablesConvention.RowTypes.Concat(ChoiceTablesConvention.RowTypes))
        {
            var mapped = ApplicationModel.FindEntityType(type)!;
            var entity = modelBuilder.Entity(type);
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
}
