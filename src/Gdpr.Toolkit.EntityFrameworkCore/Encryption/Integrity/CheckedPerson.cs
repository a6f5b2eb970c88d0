namespace Gdpr.Toolkit.Encryption;

/// <summary>Where a row says whose it is.</summary>
/// <param name="Kind">The kind of person; null where the row holds the reference itself.</param>
/// <param name="Places">The places of the person's key, or of the reference. None where no way leads to a person.</param>
internal sealed record CheckedPerson(string? Kind, IReadOnlyList<int> Places)
{
    /// <summary>Gives the reference of the person in a row; null when the row belongs to nobody.</summary>
    public byte[]? ReferenceIn(object?[] row, Realm realm)
    {
        var values = Places.Select(place => row[place]).OfType<object>().ToArray();
        return values.Length == 0 || values.Length < Places.Count ? null
            : Kind is null ? (byte[])values[0]
            : realm.SubjectReference(tenant: "", Kind, CanonicalId.Encode(values));
    }
}
