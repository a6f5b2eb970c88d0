using System.Collections.Concurrent;

namespace Gdpr.Toolkit.Encryption;

/// <summary>An open index root, and the keys of columns that were derived from it. Thread-safe.</summary>
internal sealed class OpenIndexRoot(Guid storeId, OpenRoot root) : IDisposable
{
    private readonly ConcurrentDictionary<(string Column, string Index, Normalizer Normalizer), BlindIndexKey> _keys = new();

    public int Version => root.Version;

    public IndexSlot Slot => IndexRoots.SlotOf(root.Version);

    /// <summary>Gives the key of one index of a column.</summary>
    /// <exception cref="ObjectDisposedException">The root was destroyed by a rotation, or its store is closed.</exception>
    public BlindIndexKey Key(string columnId, string index, Normalizer normalizer)
        => _keys.GetOrAdd((columnId, index, normalizer), static (id, self) => self.Create(id), this);

    public void Dispose()
    {
        root.Dispose();
        foreach (var key in _keys.Values)
            key.Dispose();
    }

    private BlindIndexKey Create((string Column, string Index, Normalizer Normalizer) id)
    {
        ObjectDisposedException.ThrowIf(!root.Secret.TryEnter(), this);
        try
        {
            var info = KeyDerivation.IndexInfo(storeId, id.Column, id.Index, TextNormalizer.Version(id.Normalizer));
            return new BlindIndexKey(SecretBytes.Expand(root.Secret.Bytes, info), checked((byte)root.Version), id.Normalizer);
        }
        finally
        {
            root.Secret.Exit();
        }
    }
}
