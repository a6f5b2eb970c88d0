using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Reads a stream in pieces of one size and always knows whether a piece is the last: it reads one ahead.</summary>
internal sealed class FilePieces(Stream source, int size) : IDisposable
{
    // With room for the tag behind a piece.
    private byte[] _current = new byte[FileFormat.SealedPieceSize];
    private byte[] _next = new byte[FileFormat.SealedPieceSize];
    private int _nextLength;

    /// <summary>The current piece, from its beginning.</summary>
    public byte[] Buffer => _current;

    public int Length { get; private set; }

    /// <summary>Reads the first piece, which can be empty.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
        => Length = await ReadAsync(_current, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the piece after the current one.</summary>
    /// <returns>Whether there is none, so that the current one is the last.</returns>
    public async ValueTask<bool> ReadAheadAsync(CancellationToken cancellationToken)
    {
        _nextLength = Length < size ? 0 : await ReadAsync(_next, cancellationToken).ConfigureAwait(false);
        return _nextLength == 0;
    }

    public void Advance()
    {
        (_current, _next) = (_next, _current);
        Length = _nextLength;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_current);
        CryptographicOperations.ZeroMemory(_next);
    }

    private ValueTask<int> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
        => source.ReadAtLeastAsync(buffer.AsMemory(0, size), size, throwOnEndOfStream: false, cancellationToken);
}
