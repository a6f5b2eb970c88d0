using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Reads and writes the key tables where the application's model has put them, apart from the application's own context.</summary>
/// <remarks>It has none of the application's interceptors or loggers, so that no key row passes through them.</remarks>
internal sealed class KeyTablesContext(DbContextOptions options, IModel applicationModel) : DbContext(options)
{
    /// <summary>Gets the application's model, whose table and column names count.</summary>
    public IModel ApplicationModel { get; } = applicationModel;

    public DbSet<EpochRow> Epochs => Set<EpochRow>();

    public DbSet<RootRow> Roots => Set<RootRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        KeyTablesConvention.AddTo(((IInfrastructure<IConventionModelBuilder>)modelBuilder).Instance);
        foreach (var type in KeyTablesConvention.RowTypes)
        {
            var mapped = ApplicationModel.FindEntityType(type)!;
            var entity = modelBuilder.Entity(type);
            entity.ToTable(mapped.GetTableName()!, mapped.GetSchema());
            foreach (var property in mapped.GetProperties())
            {
                entity.Property(property.Name).HasColumnName(property.GetColumnName());
            }
        }
    }
}
