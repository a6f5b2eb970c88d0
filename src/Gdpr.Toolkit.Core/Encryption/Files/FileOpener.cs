using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Decrypts one file: the header first, which says whose key it needs, then piece by piece.</summary>
internal sealed class FileOpener
{
    private readonly byte[] _header;
    private readonly Stream _source;
    private readonly ColumnBinding _binding;

    private FileOpener(byte[] header, Stream source, ColumnBinding binding)
    {
        (_header, _source, _binding) = (header, source, binding);
        KeyId = FieldCipher.ReadKeyId(Envelope, binding);
    }

    /// <summary>Gets which key the file needs.</summary>
    public KeyId KeyId { get; }

    private ReadOnlySpan<byte> Envelope => _header.AsSpan(FileFormat.PrefixSize);

    /// <summary>Reads the header.</summary>
    /// <exception cref="UnknownValueFormatException">The stream is no encrypted file.</exception>
    /// <exception cref="ValueTamperedException">It begins like one and is too short.</exception>
    public static async Task<FileOpener> BeginAsync(string name, Stream source, CancellationToken cancellationToken)
    {
        var header = new byte[FileFormat.HeaderSize];
        var read = await source.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var binding = FileFormat.Binding(name);
        if (read < FileFormat.PrefixSize || header[0] != EnvelopeFormat.Marker || header[1] != FileFormat.Kind)
            throw EncryptionErrors.NoProtectedFile();
        return read == header.Length ? new FileOpener(header, source, binding) : throw EncryptionErrors.FileTampered();
    }

    /// <summary>Opens the file's own key with the person's.</summary>
    /// <exception cref="ValueTamperedException">The header was changed, or is that of a file with another name or from another store.</exception>
    public SecretBytes OpenFileKey(SubjectKey key)
    {
        var bytes = new FieldCipher<byte[]>(_binding).Open(Envelope, key);
        try
        {
            return bytes.Length == KeyDerivation.KeySize ? SecretBytes.Copy(bytes) : throw EncryptionErrors.FileTampered();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Writes the whole file, each piece after it was checked.</summary>
    /// <param name="fileKey">What <see cref="OpenFileKey"/> gave.</param>
    /// <param name="destination">Gets the file.</param>
    /// <param name="requireKey">Called before each piece is written: throws when the person's key is gone.</param>
    /// <param name="cancellationToken">Cancels between two pieces.</param>
    /// <exception cref="ValueTamperedException">A piece was changed, moved, doubled, added or taken away.</exception>
    public async Task OpenAsync(SecretBytes fileKey, Stream destination, Action requireKey, CancellationToken cancellationToken)
    {
        using var cipher = new AesGcm(fileKey.Bytes, EnvelopeFormat.TagSize);
        using var pieces = new FilePieces(_source, FileFormat.SealedPieceSize);
        await pieces.BeginAsync(cancellationToken).ConfigureAwait(false);
        for (ulong index = 0; ; index++)
        {
            var isLast = await pieces.ReadAheadAsync(cancellationToken).ConfigureAwait(false);
            var length = Open(cipher, pieces.Buffer.AsSpan(0, pieces.Length), index, isLast);
            requireKey();
            await destination.WriteAsync(pieces.Buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
            if (isLast)
                return;
            pieces.Advance();
        }
    }

    private static int Open(AesGcm cipher, Span<byte> piece, ulong index, bool isLast)
    {
        var length = piece.Length - EnvelopeFormat.TagSize;
        // Only an empty file ends with an empty piece: each file has one spelling.
        if (length < 0 || (length == 0 && index > 0))
            throw EncryptionErrors.FileTampered();
        Span<byte> nonce = stackalloc byte[ThreadCiphers.NonceSize];
        FileFormat.WriteNonce(nonce, index, isLast);
        try
        {
            cipher.Decrypt(nonce, piece[..length], piece[length..], piece[..length]);
            return length;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw EncryptionErrors.FileTampered();
        }
    }
}
