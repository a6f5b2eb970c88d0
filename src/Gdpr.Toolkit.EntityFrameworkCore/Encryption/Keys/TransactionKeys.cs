using System.Collections.Concurrent;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What a transaction of the application has made and nobody outside of it can see yet, for every context that works in it. Thread-safe.</summary>
internal sealed class TransactionKeys
{
    private readonly ConcurrentDictionary<KeyId, SubjectKey> _keys = new();
    private volatile bool _isShared;

    /// <summary>Gets or sets the realm that the transaction has made; null where there was one.</summary>
    public Realm? Realm { get; set; }

    /// <summary>Notes that a second context uses the keys, so that the first one's end is not theirs.</summary>
    public void Share() => _isShared = true;

    public SubjectKey? Find(KeyId kid) => _keys.GetValueOrDefault(kid);

    public void Keep(SubjectKey key)
    {
        if (_keys.GetOrAdd(key.Kid, key) != key)
        {
            key.Dispose();
        }
    }

    /// <summary>Lets go of the keys, unless another context may be using them: then they go with the last that does.</summary>
    public void Release()
    {
        if (!_isShared)
        {
            foreach (var kid in _keys.Keys)
            {
                if (_keys.TryRemove(kid, out var key))
                {
                    key.Dispose();
                }
            }
        }
    }
}
