using System.Text.Json.Nodes;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Export;

/// <summary>One field of a record as a package shows it: a value, or a part with fields of its own, once or as a list.</summary>
/// <param name="Name">The public name.</param>
/// <param name="Title">What people read.</param>
internal sealed record ExportField(string Name, PurposeText Title)
{
    /// <summary>Gets the schema of a value; null for a part.</summary>
    public JsonObject? Schema { get; init; }

    /// <summary>Gets the fields of a part; none for a value.</summary>
    public IReadOnlyList<ExportField> Members { get; init; } = [];

    public bool IsPart => Schema is null;

    /// <summary>Gets whether the part comes any number of times.</summary>
    public bool IsList { get; init; }

    /// <summary>Gets whether every record has the field; one that depends on the row is left out where it does not apply.</summary>
    public bool IsAlwaysThere { get; init; } = true;

    /// <summary>Gets what kind of personal data it is; null for keys and parts.</summary>
    public PersonalDataCategory? Category { get; init; }

    public IReadOnlyList<string> Purposes { get; init; } = [];

    public DataProvenance? Provenance { get; init; }

    /// <summary>Gets from whom it came, where that was said.</summary>
    public string? Source { get; init; }

    /// <summary>Lists this field and those below it, with their paths.</summary>
    public IEnumerable<(string Path, ExportField Field)> Flatten(string prefix = "")
        => Members.SelectMany(member => member.Flatten(prefix + Name + ".")).Prepend((prefix + Name, this));
}
