namespace Gdpr.Toolkit.Export;

/// <summary>Passes on what is written until it is abandoned: a zip that is closed after a failure then gets no directory, and nothing opens it.</summary>
internal sealed class AbandonableStream(Stream destination) : WriteOnlyStream
{
    private bool _isAbandoned;

    /// <summary>Gets whether the other stream has refused something: a full disk, a caller who is gone.</summary>
    public bool HasFailed { get; private set; }

    public void Abandon() => _isAbandoned = true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isAbandoned)
            return;
        try
        {
            destination.Write(buffer);
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
            await destination.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            HasFailed = true;
            throw;
        }
    }
}
