using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Export;

/// <summary>What one file of records holds: its name, its title and its fields.</summary>
/// <param name="Name">The name of the entity, or of the kind of record.</param>
/// <param name="Title">What people read.</param>
/// <param name="Fields">The fields of a record, in order.</param>
internal sealed record ExportDataset(string Name, PurposeText Title, IReadOnlyList<ExportField> Fields)
{
    /// <summary>Gets whether each record says until when it is kept.</summary>
    public bool HasRetention { get; init; }

    public IEnumerable<(string Path, ExportField Field)> Flatten() => Fields.SelectMany(field => field.Flatten());
}
