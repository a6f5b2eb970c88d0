using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gdpr.Toolkit.Export;

/// <summary>Holds what has to wait for its place in a package: in memory while it is little, then in a temporary file.</summary>
/// <remarks>
/// The file is encrypted under a key that only this object knows, and has no name on Unix from the moment it is made; on Windows the system
/// deletes it when the process ends, however it ends. Written first, then copied once. Not thread-safe.
/// </remarks>
internal sealed class EncryptedSpool : WriteOnlyStream
{
    private const int PieceSize = 64 * 1024;
    private const int TagSize = 16;
    private const int NonceSize = 12;

    private readonly byte[] _piece = new byte[PieceSize];
    private readonly byte[] _sealed = new byte[PieceSize + TagSize];
    private int _length;
    private ulong _pieces;
    private FileStream? _file;
    private AesGcm? _cipher;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_length == PieceSize)
                Spill();
            var part = buffer[..Math.Min(buffer.Length, PieceSize - _length)];
            part.CopyTo(_piece.AsSpan(_length));
            _length += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes everything to another stream, from the beginning.</summary>
    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        if (_file is not null)
        {
            _file.Position = 0;
            var piece = new byte[PieceSize];
            for (ulong index = 0; index < _pieces; index++)
            {
                await _file.ReadExactlyAsync(_sealed, cancellationToken).ConfigureAwait(false);
                _cipher!.Decrypt(Nonce(index), _sealed.AsSpan(0, PieceSize), _sealed.AsSpan(PieceSize), piece);
                await destination.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
            }

            CryptographicOperations.ZeroMemory(piece);
        }

        await destination.WriteAsync(_piece.AsMemory(0, _length), cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_piece);
        _cipher?.Dispose();
        _file?.Dispose();
        base.Dispose(disposing);
    }

    private void Spill()
    {
        _file ??= CreateFile();
        _cipher ??= CreateCipher();
        _cipher.Encrypt(Nonce(_pieces), _piece, _sealed.AsSpan(0, PieceSize), _sealed.AsSpan(PieceSize));
        _file.Write(_sealed);
        _pieces++;
        _length = 0;
    }

    private static FileStream CreateFile()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }

    private static AesGcm CreateCipher()
    {
        Span<byte> key = stackalloc byte[32];
        RandomNumberGenerator.Fill(key);
        try
        {
            return new AesGcm(key, TagSize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>A piece is written once under a key of this object alone, so that its number is a nonce.</summary>
    private static byte[] Nonce(ulong piece)
    {
        var nonce = new byte[NonceSize];
        BinaryPrimitives.WriteUInt64LittleEndian(nonce, piece);
        return nonce;
    }
}
