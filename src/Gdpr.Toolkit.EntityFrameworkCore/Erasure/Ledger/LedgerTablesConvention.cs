using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Adds the table of carried out ledger entries to the application's model, where a ledger is configured.</summary>
internal sealed class LedgerTablesConvention : IModelInitializedConvention
{
    public void ProcessModelInitialized(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
        => AddTo(modelBuilder);

    public static void AddTo(IConventionModelBuilder modelBuilder)
    {
        // From an annotation, so that EF does not clear it away as unreachable.
        var entity = modelBuilder.Entity(typeof(LedgerRow), fromDataAnnotation: true)!;
        entity.ToTable("GdprLedgerPositions");
        var position = entity.Property(typeof(LedgerRow).GetProperty(nameof(LedgerRow.Position))!)!.ValueGenerated(ValueGenerated.Never)!;
        entity.PrimaryKey([position.Metadata]);
    }
}
