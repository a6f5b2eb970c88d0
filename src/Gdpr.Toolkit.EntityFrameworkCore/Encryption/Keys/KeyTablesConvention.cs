using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Adds the tables of keys to the application's model, so that its migrations create them.</summary>
internal sealed class KeyTablesConvention(bool withKeys) : IModelInitializedConvention
{
    public static IReadOnlyList<Type> RowTypes { get; } = [typeof(EpochRow), typeof(RootRow), typeof(KeyRow), typeof(RevocationRow), typeof(RotationRow)];

    public void ProcessModelInitialized(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        if (withKeys)
        {
            AddTo(modelBuilder);
        }
        else
        {
            AddRevocationsTo(modelBuilder);
        }

        AddRotationsTo(modelBuilder);
    }

    public static void AddTo(IConventionModelBuilder modelBuilder)
    {
        var epochs = Add(modelBuilder, typeof(EpochRow), "GdprEpochs");
        epochs.PrimaryKey([Stored(epochs, nameof(EpochRow.Epoch))]);

        var roots = Add(modelBuilder, typeof(RootRow), "GdprRoots");
        roots.PrimaryKey([Stored(roots, nameof(RootRow.Kind)), Stored(roots, nameof(RootRow.Version))]);

        var keys = Add(modelBuilder, typeof(KeyRow), "GdprKeys");
        keys.PrimaryKey([Property(keys, nameof(KeyRow.Position)).Builder.ValueGenerated(ValueGenerated.OnAdd)!.Metadata]);
        keys.HasIndex([Property(keys, nameof(KeyRow.Kid))])!.IsUnique(true);
        keys.HasIndex(
        [
            Property(keys, nameof(KeyRow.SubjectRef)),
            Property(keys, nameof(KeyRow.StoreId)),
            Property(keys, nameof(KeyRow.Group)),
            Property(keys, nameof(KeyRow.Version)),
        ])!.IsUnique(true);

        AddRevocationsTo(modelBuilder);
    }

    /// <summary>Adds the table of keys that are being destroyed, which lies beside the data even where keys do not.</summary>
    public static void AddRevocationsTo(IConventionModelBuilder modelBuilder)
    {
        var revocations = Add(modelBuilder, typeof(RevocationRow), "GdprKeyRevocations");
        revocations.PrimaryKey([Stored(revocations, nameof(RevocationRow.Kid))]);
    }

    /// <summary>Adds the table that remembers how far rotations have come, which lies beside the data that they go over.</summary>
    public static void AddRotationsTo(IConventionModelBuilder modelBuilder)
    {
        var rotations = Add(modelBuilder, typeof(RotationRow), "GdprRotations");
        rotations.PrimaryKey([Stored(rotations, nameof(RotationRow.Name))]);
    }

    private static IConventionEntityTypeBuilder Add(IConventionModelBuilder modelBuilder, Type type, string table)
    {
        // From an annotation, so that EF does not clear it away as unreachable.
        var entity = modelBuilder.Entity(type, fromDataAnnotation: true)!;
        entity.ToTable(table);
        return entity;
    }

    private static IConventionProperty Stored(IConventionEntityTypeBuilder entity, string property)
        => Property(entity, property).Builder.ValueGenerated(ValueGenerated.Never)!.Metadata;

    private static IConventionProperty Property(IConventionEntityTypeBuilder entity, string property)
        => entity.Property(entity.Metadata.ClrType.GetProperty(property)!)!.Metadata;
}
