namespace Gdpr.Toolkit.Export;

/// <summary>Passes on what is written until it is abandoned: a zip that is closed after a failure then gets no directory, and nothing opens it.</summary>
/// <remarks>
/// <c>ZipArchive</c> closes its files synchronously, which the body of a response refuses. What is written so waits for the next
/// asynchronous write, or for <see cref="FlushAsync"/>.
/// </remarks>
internal sealed class AbandonableStream(Stream destination) : WriteOnlyStream
{
    private const int MostWaiting = 256 * 1024;

    private readonly MemoryStream _waiting = new();
    private bool _isAbandoned;

    /// <summary>Gets whether the other stream has refused something: a full disk, a caller who is gone.</summary>
    public bool HasFailed { get; private set; }

    public void Abandon() => _isAbandoned = true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isAbandoned)
            return;
        _waiting.Write(buffer);
        if (_waiting.Length <= MostWaiting)
            return;
        try
        {
            destination.Write(_waiting.GetBuffer().AsSpan(0, (int)_waiting.Length));
            _waiting.SetLength(0);
        }
        catch
        {
            HasFailed = true;
            throw;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isAbandoned)
            return;
        try
        {
            if (_waiting.Length > 0)
            {
                await destination.WriteAsync(_waiting.GetBuffer().AsMemory(0, (int)_waiting.Length), cancellationToken).ConfigureAwait(false);
                _waiting.SetLength(0);
            }

            await destination.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            HasFailed = true;
            throw;
        }
    }

    /// <summary>Passes on what waits. The other stream is flushed by whoever owns it.</summary>
    public override async Task FlushAsync(CancellationToken cancellationToken) => await WriteAsync(ReadOnlyMemory<byte>.Empty, cancellationToken).ConfigureAwait(false);

    protected override void Dispose(bool disposing)
    {
        _waiting.Dispose();
        base.Dispose(disposing);
    }
}
