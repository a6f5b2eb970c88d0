namespace Gdpr.Toolkit.Encryption;

/// <summary>The keys under which the values of one row were sealed, noted while EF materialises it. Used again for the next row.</summary>
internal sealed class OpenedRow
{
    private readonly List<OpenedKey> _keys = [];

    public IReadOnlyList<OpenedKey> Keys => _keys;

    public void Note(KeyId kid, KeyOwner owner, ColumnBinding column)
    {
        // Nearly always the same key, a few where the row has key groups.
        for (var index = _keys.Count - 1; index >= 0; index--)
        {
            if (ReferenceEquals(_keys[index].Owner, owner))
            {
                return;
            }
        }

        _keys.Add(new OpenedKey(kid, owner, column));
    }

    public void Clear() => _keys.Clear();
}
