namespace Gdpr.Toolkit.Export;

/// <summary>Passes on what is written until it is abandoned: a zip that is closed after a failure then gets no directory, and nothing opens it.</summary>
internal sealed class AbandonableStream(Stream destination) : WriteOnlyStream
{
    private bool _isAbandoned;

    public void Abandon() => _isAbandoned = true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_isAbandoned)
            destination.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        => _isAbandoned ? ValueTask.CompletedTask : destination.WriteAsync(buffer, cancellationToken);
}
