using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Reading;

/// <summary>The values of people in memory, each under the person's key, and the least that opening them takes: one cipher a person, one call a value, and decoding.</summary>
internal sealed class BareRows
{
    private readonly (byte[] Key, byte[][] Envelopes)[] _people;
    private readonly byte[] _associated = RandomNumberGenerator.GetBytes(60);
    private readonly byte[] _plaintext = new byte[256];

    public BareRows(IEnumerable<Person> people) => _people = [.. people.Select(Seal)];

    /// <summary>Opens everything.</summary>
    /// <returns>Something that depends on every value, so that none is left out.</returns>
    public long Open()
    {
        var sum = 0L;
        foreach (var (key, envelopes) in _people)
        {
            using var cipher = new AesGcm(key, EnvelopeFormat.TagSize);
            sum += OpenText(cipher, envelopes[0]).Length + OpenText(cipher, envelopes[1]).Length
                + OpenText(cipher, envelopes[2]).Length + OpenText(cipher, envelopes[3]).Length;
            sum += BinaryPrimitives.ReadInt32LittleEndian(Open(cipher, envelopes[4]));
        }

        return sum;
    }

    private (byte[] Key, byte[][] Envelopes) Seal(Person person)
    {
        var key = RandomNumberGenerator.GetBytes(KeyDerivation.KeySize);
        using var cipher = new AesGcm(key, EnvelopeFormat.TagSize);
        var birthDate = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(birthDate, person.BirthDate!.Value.DayNumber);
        byte[][] values = [.. new[] { person.Name, person.Email, person.Phone, person.Street }.Select(Encoding.UTF8.GetBytes), birthDate];
        return (key, [.. values.Select(value => Seal(cipher, value))]);
    }

    private byte[] Seal(AesGcm cipher, byte[] value)
    {
        var envelope = new byte[EnvelopeFormat.HeaderSize + value.Length + EnvelopeFormat.TagSize];
        RandomNumberGenerator.Fill(envelope.AsSpan(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize));
        cipher.Encrypt(
            envelope.AsSpan(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize),
            value,
            envelope.AsSpan(EnvelopeFormat.HeaderSize, value.Length),
            envelope.AsSpan(EnvelopeFormat.HeaderSize + value.Length),
            _associated);
        return envelope;
    }

    private string OpenText(AesGcm cipher, byte[] envelope) => Encoding.UTF8.GetString(Open(cipher, envelope));

    private ReadOnlySpan<byte> Open(AesGcm cipher, ReadOnlySpan<byte> envelope)
    {
        var plaintext = _plaintext.AsSpan(0, envelope.Length - EnvelopeFormat.HeaderSize - EnvelopeFormat.TagSize);
        cipher.Decrypt(
            envelope.Slice(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize),
            envelope.Slice(EnvelopeFormat.HeaderSize, plaintext.Length),
            envelope[^EnvelopeFormat.TagSize..],
            plaintext,
            _associated);
        return plaintext;
    }
}
