using System.Security.Cryptography;

namespace Gdpr.Toolkit.Export;

/// <summary>Passes on what is written, counts it and hashes it. Closing it leaves the other stream open.</summary>
internal sealed class MeasuredStream(Stream destination, IncrementalHash hash) : WriteOnlyStream
{
    private long _length;
    private bool _isClosed;

    public override bool CanWrite => !_isClosed;

    /// <summary>Gets how many bytes were written.</summary>
    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        destination.Write(buffer);
        Count(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        await destination.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        _isClosed = true;
        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> written)
    {
        hash.AppendData(written);
        _length += written.Length;
    }
}
