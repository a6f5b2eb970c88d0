using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Encrypts one file under a fresh key of its own, which its header holds sealed under the person's key.</summary>
internal sealed class FileSealer : IDisposable
{
    private readonly SecretBytes _fileKey;
    private readonly byte[] _header;

    /// <param name="name">What the file is bound to.</param>
    /// <param name="key">The person's key; not needed any more afterwards.</param>
    public FileSealer(string name, SubjectKey key)
        : this(name, key, SecretBytes.Random(KeyDerivation.KeySize))
    {
    }

    /// <summary>For golden vectors in the tests only: everything else takes its file keys from the random number generator.</summary>
    internal FileSealer(string name, SubjectKey key, SecretBytes fileKey)
    {
        _fileKey = fileKey;
        var content = fileKey.Bytes.ToArray();
        try
        {
            _header =
            [
                EnvelopeFormat.Marker, FileFormat.Kind, .. new FieldCipher<byte[]>(FileFormat.Binding(name)).Seal(content, key),
            ];
        }
        catch
        {
            fileKey.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Writes the whole file.</summary>
    public async Task SealAsync(Stream source, Stream destination, CancellationToken cancellationToken)
    {
        await destination.WriteAsync(_header, cancellationToken).ConfigureAwait(false);
        using var cipher = new AesGcm(_fileKey.Bytes, EnvelopeFormat.TagSize);
        using var pieces = new FilePieces(source, FileFormat.PieceSize);
        await pieces.BeginAsync(cancellationToken).ConfigureAwait(false);
        for (ulong index = 0; ; index++)
        {
            var isLast = await pieces.ReadAheadAsync(cancellationToken).ConfigureAwait(false);
            var length = pieces.Length;
            Seal(cipher, pieces.Buffer, length, index, isLast);
            await destination.WriteAsync(pieces.Buffer.AsMemory(0, length + EnvelopeFormat.TagSize), cancellationToken).ConfigureAwait(false);
            if (isLast)
                return;
            pieces.Advance();
        }
    }

    public void Dispose() => _fileKey.Dispose();

    private static void Seal(AesGcm cipher, byte[] buffer, int length, ulong index, bool isLast)
    {
        Span<byte> nonce = stackalloc byte[ThreadCiphers.NonceSize];
        FileFormat.WriteNonce(nonce, index, isLast);
        var piece = buffer.AsSpan(0, length);
        cipher.Encrypt(nonce, piece, piece, buffer.AsSpan(length, EnvelopeFormat.TagSize));
    }
}
