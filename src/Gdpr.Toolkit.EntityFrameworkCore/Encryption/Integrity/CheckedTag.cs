namespace Gdpr.Toolkit.Encryption;

/// <summary>The blind index of a property.</summary>
/// <param name="Places">The places of its columns in a row.</param>
/// <param name="ComputeWith">Computes the tag of a value; null where there is nothing to tag.</param>
/// <param name="Removal">The place that says when the person was removed whose own row it is; null for rows of nobody's own.</param>
/// <param name="IsReplacement">Tells what a sweep writes in the place of a value that may not be null.</param>
internal sealed record CheckedTag(
    IReadOnlyDictionary<IndexSlot, int> Places, Func<object, OpenIndexRoot, byte[]?> ComputeWith, int? Removal, Func<object, bool> IsReplacement)
{
    /// <summary>Whether a value needs no tag: its person was removed, and is not found by any, or it stands for one that a sweep took.</summary>
    public bool MayLack(object value, object?[] row) => (Removal is { } place && row[place] is not null) || IsReplacement(value);

    /// <summary>Gets what the column holds that queries read; null where that has no tag, or is not in the model.</summary>
    public object? StoredIn(object?[] row, Realm? realm)
        => Places.TryGetValue(realm?.Index.Active.Slot ?? IndexSlot.First, out var place) ? row[place] : null;

    /// <summary>Computes the tag that queries look for; null where there is none, or where its column is not in the model.</summary>
    public byte[]? Compute(object value, Realm realm)
        => Places.ContainsKey(realm.Index.Active.Slot) ? ComputeWith(value, realm.Index.Active) : null;
}
