using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Export;

/// <summary>Encrypts what is written to one recipient while it is written: CMS EnvelopedData in BER (RFC 5652, 6), AES-256-CBC, RSA-OAEP with SHA-256.</summary>
/// <remarks>
/// <c>EnvelopedCms</c> holds the content in memory; here lengths are indefinite and the content is a sequence of pieces. Without
/// <see cref="CompleteAsync"/> the end is missing, and nothing decrypts it. Closing it leaves the other stream open.
/// </remarks>
internal sealed class CmsEnvelope : WriteOnlyStream
{
    private const string EnvelopedData = "1.2.840.113549.1.7.3";
    private const string Data = "1.2.840.113549.1.7.1";
    private const string RsaOaep = "1.2.840.113549.1.1.7";
    private const string MaskGeneration = "1.2.840.113549.1.1.8";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";
    private const int PieceSize = 64 * 1024;
    private const int BlockSize = 16;
    private const int MinimumKeySize = 2048;

    // Tags of BER that DER does not have: constructed with indefinite length, and the end of contents.
    private static readonly byte[] Sequence = [0x30, 0x80];
    private static readonly byte[] Context0 = [0xA0, 0x80];
    private static readonly byte[] EndOfContents = [0x00, 0x00];

    private readonly Stream _destination;
    private readonly Aes _aes;
    private readonly ICryptoTransform _encryptor;
    private readonly byte[] _plain = new byte[PieceSize];
    private readonly byte[] _cipher = new byte[PieceSize + BlockSize];
    private int _length;

    private CmsEnvelope(Stream destination)
    {
        _destination = destination;
        _aes = Aes.Create();
        _aes.KeySize = 256;
        _encryptor = _aes.CreateEncryptor();
    }

    /// <exception cref="ArgumentException">The certificate is not valid today, or its key cannot encipher keys.</exception>
    public static void Require(X509Certificate2 recipient, DateTimeOffset now)
    {
        if (now < recipient.NotBefore || now > recipient.NotAfter)
            throw ExportErrors.RecipientNotValid(recipient);
        using var key = recipient.GetRSAPublicKey();
        if (key is null || key.KeySize < MinimumKeySize)
            throw ExportErrors.RecipientWithoutRsaKey(recipient, MinimumKeySize);
        var usage = recipient.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        if (usage is not null && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyEncipherment))
            throw ExportErrors.RecipientMayNotEncipher(recipient);
    }

    /// <summary>Writes the header, to a certificate that was checked with <see cref="Require"/>.</summary>
    public static async Task<CmsEnvelope> BeginAsync(Stream destination, X509Certificate2 recipient, CancellationToken cancellationToken)
    {
        var envelope = new CmsEnvelope(destination);
        await destination.WriteAsync(envelope.Header(recipient), cancellationToken).ConfigureAwait(false);
        return envelope;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            buffer = buffer[Take(buffer)..];
            if (_length == PieceSize)
                _destination.Write(SealPiece().Span);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            buffer = buffer[Take(buffer.Span)..];
            if (_length == PieceSize)
                await _destination.WriteAsync(SealPiece(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the last piece with its padding, and the end of everything that was begun.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        var last = _encryptor.TransformFinalBlock(_plain, 0, _length);
        await _destination.WriteAsync(OctetString(last), cancellationToken).ConfigureAwait(false);
        foreach (var _ in new[] { "encryptedContent", "encryptedContentInfo", "envelopedData", "content", "contentInfo" })
            await _destination.WriteAsync(EndOfContents, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_plain);
        _encryptor.Dispose();
        _aes.Dispose();
        base.Dispose(disposing);
    }

    private int Take(ReadOnlySpan<byte> buffer)
    {
        var count = Math.Min(buffer.Length, PieceSize - _length);
        buffer[..count].CopyTo(_plain.AsSpan(_length));
        _length += count;
        return count;
    }

    private ReadOnlyMemory<byte> SealPiece()
    {
        var written = _encryptor.TransformBlock(_plain, 0, PieceSize, _cipher, 0);
        _length = 0;
        return OctetString(_cipher.AsSpan(0, written));
    }

    private byte[] Header(X509Certificate2 recipient)
        =>
        [
            .. Sequence, .. Encode(writer => writer.WriteObjectIdentifier(EnvelopedData)),
            .. Context0, .. Sequence, .. Encode(writer => writer.WriteInteger(0)), .. Encode(writer => WriteRecipients(writer, recipient)),
            .. Sequence, .. Encode(writer => writer.WriteObjectIdentifier(Data)), .. Encode(WriteContentAlgorithm),
            .. Context0,
        ];

    private void WriteRecipients(AsnWriter writer, X509Certificate2 recipient)
    {
        using var key = recipient.GetRSAPublicKey()!;
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(recipient.IssuerName.RawData);
                writer.WriteInteger(recipient.SerialNumberBytes.Span);
            }

            WriteKeyAlgorithm(writer);
            writer.WriteOctetString(key.Encrypt(_aes.Key, RSAEncryptionPadding.OaepSHA256));
        }
    }

    /// <summary>RSAES-OAEP with SHA-256 as hash and in its mask generation function (RFC 4055, 4.1).</summary>
    private static void WriteKeyAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(RsaOaep);
            using (writer.PushSequence())
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    WriteSha256(writer);
                }

                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(MaskGeneration);
                    WriteSha256(writer);
                }
            }
        }
    }

    private static void WriteSha256(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Sha256);
            writer.WriteNull();
        }
    }

    private void WriteContentAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Aes256Cbc);
            writer.WriteOctetString(_aes.IV);
        }
    }

    private static byte[] OctetString(ReadOnlySpan<byte> content)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(content);
        return writer.Encode();
    }

    private static byte[] Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }
}
