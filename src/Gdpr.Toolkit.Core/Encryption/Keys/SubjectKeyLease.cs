namespace Gdpr.Toolkit.Encryption;

/// <summary>Holds a <see cref="SubjectKey"/> for a unit of work, so that a full or expired cache does not close it in between.</summary>
internal sealed class SubjectKeyLease(SubjectKey key) : IDisposable
{
    private int _ended;

    public SubjectKey Key { get; } = key;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            Key.EndLease();
    }
}
