using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Seals and opens the values of one property. Thread-safe.</summary>
/// <remarks>An envelope is bound to its key, store and column, never to a row: that check belongs where the row is known.</remarks>
internal sealed class FieldCipher<T>
{
    private const int StackSize = 128;

    // Enough for the id of a column of 200 bytes.
    private const int AssociatedStackSize = 256;
    private const int AssociatedHeaderSize = 41;

    private readonly ColumnBinding _column;
    private readonly byte[] _columnPart;
    private readonly ValueCodec<T> _codec;

    public FieldCipher(ColumnBinding column)
    {
        _column = column;
        _columnPart = new LengthPrefixed().Part(column.ColumnId).ToArray();
        _codec = ValueCodecs.Find<T>() ?? throw EncryptionErrors.TypeNotSupported(column, typeof(T));
    }

    public byte[] Seal(T value, SubjectKey key)
    {
        Span<byte> nonce = stackalloc byte[ThreadCiphers.NonceSize];
        ThreadCiphers.Current.TakeNonce(nonce);
        return SealWithNonce(value, isNull: false, key, nonce);
    }

    /// <summary>Seals the absence of a value, where even that is to be hidden.</summary>
    public byte[] SealNull(SubjectKey key)
    {
        Span<byte> nonce = stackalloc byte[ThreadCiphers.NonceSize];
        ThreadCiphers.Current.TakeNonce(nonce);
        return SealWithNonce(default!, isNull: true, key, nonce);
    }

    /// <summary>Opens a value.</summary>
    /// <exception cref="UnknownValueFormatException">The bytes are no envelope, or hold null or another type.</exception>
    /// <exception cref="ValueTamperedException">The envelope is not what was sealed for this column, store and key.</exception>
    /// <exception cref="SubjectKeyDestroyedException">The person was erased.</exception>
    /// <exception cref="SubjectKeyEvictedException">The key was let go by its cache: load it again.</exception>
    public T Open(ReadOnlySpan<byte> envelope, SubjectKey key)
        => TryOpen(envelope, key, out var value) ? value : throw EncryptionErrors.OtherType(_column, ValueCodecs.Null, typeof(T));

    /// <summary>Opens a value; <see langword="false"/> only for one that <see cref="SealNull"/> made.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    public bool TryOpen(ReadOnlySpan<byte> envelope, SubjectKey key, out T value)
    {
        if (FieldCipher.ReadKeyId(envelope, _column) != key.Kid)
            throw EncryptionErrors.ValueTampered(_column);

        var associated = AssociatedData(stackalloc byte[AssociatedStackSize], key);
        using var plaintext = new Scratch<byte>(stackalloc byte[StackSize], envelope.Length - EnvelopeFormat.HeaderSize - EnvelopeFormat.TagSize);
        var slot = ThreadCiphers.Current.Enter(key);
        try
        {
            slot.Cipher.Decrypt(
                envelope.Slice(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize),
                envelope.Slice(EnvelopeFormat.HeaderSize, plaintext.Span.Length),
                envelope[^EnvelopeFormat.TagSize..],
                plaintext.Span,
                associated);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw EncryptionErrors.ValueTampered(_column);
        }
        finally
        {
            slot.Exit();
        }

        var isValue = Decode(plaintext.Span, out value);
        return key.IsDestroyed ? throw EncryptionErrors.KeyDestroyed() : isValue;
    }

    /// <summary>For golden vectors in the tests only: everything else takes its nonces from the random number generator.</summary>
    internal byte[] SealWithNonce(T value, bool isNull, SubjectKey key, ReadOnlySpan<byte> nonce)
    {
        var payloadLength = isNull ? 0 : _codec.GetSize(value);
        var length = _column.Padding.PlaintextLength(payloadLength, _column);
        var envelope = new byte[checked(EnvelopeFormat.HeaderSize + length + EnvelopeFormat.TagSize)];
        envelope[0] = EnvelopeFormat.Marker;
        envelope[1] = EnvelopeFormat.SuiteAes256Gcm;
        key.Kid.CopyTo(envelope.AsSpan(EnvelopeFormat.KidOffset));
        nonce.CopyTo(envelope.AsSpan(EnvelopeFormat.NonceOffset));

        var content = envelope.AsSpan(EnvelopeFormat.HeaderSize, length);
        try
        {
            Encode(value, isNull, payloadLength, content);
            Encrypt(envelope, content, key);
            return envelope;
        }
        catch
        {
            CryptographicOperations.ZeroMemory(content);
            throw;
        }
    }

    private void Encode(T value, bool isNull, int payloadLength, Span<byte> plaintext)
    {
        plaintext[0] = isNull ? ValueCodecs.Null : _codec.Id;
        if (!isNull)
            _codec.Write(value, plaintext.Slice(1, payloadLength));
        _column.Padding.Apply(plaintext, payloadLength);
    }

    private void Encrypt(byte[] envelope, Span<byte> content, SubjectKey key)
    {
        var associated = AssociatedData(stackalloc byte[AssociatedStackSize], key);
        var nonce = envelope.AsSpan(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize);
        var tag = envelope.AsSpan(envelope.Length - EnvelopeFormat.TagSize);
        var slot = ThreadCiphers.Current.Enter(key);
        try
        {
            slot.Cipher.Encrypt(nonce, content, content, tag, associated);
        }
        finally
        {
            slot.Exit();
        }
    }

    // "GT1\0" ‖ suite ‖ kid ‖ L(store) ‖ L(column id): rebuilt by the reader, never stored.
    private Span<byte> AssociatedData(Span<byte> destination, SubjectKey key)
    {
        var size = AssociatedHeaderSize + _columnPart.Length;
        if (destination.Length < size)
            destination = new byte[size];
        "GT1\0"u8.CopyTo(destination);
        destination[4] = EnvelopeFormat.SuiteAes256Gcm;
        key.Kid.CopyTo(destination[5..]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[21..], 16);
        key.StoreId.TryWriteBytes(destination[25..], bigEndian: true, out _);
        _columnPart.CopyTo(destination[AssociatedHeaderSize..]);
        return destination[..size];
    }

    private bool Decode(ReadOnlySpan<byte> plaintext, out T value)
    {
        value = default!;
        if (!Padding.TryStrip(plaintext, out var payload))
            throw EncryptionErrors.ValueTampered(_column);
        var codec = (byte)(plaintext[0] & ~Padding.Flag);
        if (codec == _codec.Id)
            return _codec.TryRead(payload, out value) ? true : throw EncryptionErrors.ValueTampered(_column);
        if (codec != ValueCodecs.Null)
            throw EncryptionErrors.OtherType(_column, codec, typeof(T));
        return payload.IsEmpty ? false : throw EncryptionErrors.ValueTampered(_column);
    }
}
