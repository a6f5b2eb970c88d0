using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Model;

/// <summary>What is said of a property that is stored encrypted.</summary>
internal sealed record EncryptionMark
{
    public bool Searchable { get; init; }

    public bool Unique { get; init; }

    public string? IndexDomain { get; init; }

    public Normalizer Normalizer { get; init; }

    public string? ColumnId { get; init; }

    public int PadTo { get; init; }

    public string? KeyGroup { get; init; }

    /// <summary>Gets the key group, or the main one where none is named.</summary>
    public string Group => KeyGroup ?? KeyGroups.Main;

    public DestroyedValue WhenDestroyed { get; init; }

    /// <summary>Gets whether nobody marked the property, and it is encrypted for what it is.</summary>
    public bool ByCategory { get; init; }

    public string? MigratesFrom { get; init; }

    public static EncryptionMark From(EncryptedAttribute attribute) => new()
    {
        Searchable = attribute.Searchable,
        Unique = attribute.Unique,
        IndexDomain = attribute.IndexDomain,
        Normalizer = attribute.Normalizer,
        ColumnId = attribute.ColumnId,
        PadTo = attribute.PadTo,
        KeyGroup = attribute.KeyGroup,
        WhenDestroyed = attribute.WhenDestroyed,
        MigratesFrom = attribute.MigratesFrom,
    };
}
