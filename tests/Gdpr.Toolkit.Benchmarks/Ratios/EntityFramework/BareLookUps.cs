using System.Security.Cryptography;
using System.Text;
using Gdpr.Toolkit.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>The least that a look-up by blind index costs: the same SQL, one HMAC, and one decryption with a cipher that is ready.</summary>
internal sealed class BareLookUps : IDisposable
{
    private readonly byte[] _indexKey = RandomNumberGenerator.GetBytes(KeyDerivation.KeySize);
    private readonly BareAddress[] _people;

    public BareLookUps(int people, Func<int, string> email) => _people = [.. Enumerable.Range(0, people).Select(number => new BareAddress(email(number), _indexKey))];

    /// <summary>Gets the rows of the people.</summary>
    public IEnumerable<TaggedAddress> Rows => _people.Select(person => new TaggedAddress { Email = person.Envelope, EmailIndex = person.Tag });

    /// <summary>Finds people one after the other.</summary>
    /// <returns>Something that depends on each value, so that none is optimised away.</returns>
    public async Task<int> FindAsync(TaggedAddressesContext context, int lookUps, Func<int, int> number, Func<int, string> email)
    {
        var sum = 0;
        for (var i = 0; i < lookUps; i++)
        {
            var tag = BareAddress.TagOf(email(number(i)), _indexKey);
            var row = await context.Addresses.AsNoTracking().SingleAsync(address => address.EmailIndex == tag);
            sum += _people[number(i)].Open(row.Email).Length;
        }

        return sum;
    }

    public void Dispose()
    {
        foreach (var person in _people)
        {
            person.Dispose();
        }
    }

    private sealed class BareAddress : IDisposable
    {
        private const int TagSize = 16;

        private readonly AesGcm _cipher = new(RandomNumberGenerator.GetBytes(KeyDerivation.KeySize), EnvelopeFormat.TagSize);

        public BareAddress(string email, byte[] indexKey)
        {
            Tag = TagOf(email, indexKey);
            var plaintext = Encoding.UTF8.GetBytes(email);
            Envelope = new byte[EnvelopeFormat.HeaderSize + plaintext.Length + EnvelopeFormat.TagSize];
            RandomNumberGenerator.Fill(Envelope.AsSpan(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize));
            _cipher.Encrypt(
                Envelope.AsSpan(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize),
                plaintext,
                Envelope.AsSpan(EnvelopeFormat.HeaderSize, plaintext.Length),
                Envelope.AsSpan(EnvelopeFormat.HeaderSize + plaintext.Length));
        }

        public byte[] Tag { get; }

        public byte[] Envelope { get; }

        public static byte[] TagOf(string email, byte[] indexKey) => HMACSHA256.HashData(indexKey, Encoding.UTF8.GetBytes(email))[..TagSize];

        public string Open(ReadOnlySpan<byte> envelope)
        {
            Span<byte> plaintext = stackalloc byte[envelope.Length - EnvelopeFormat.HeaderSize - EnvelopeFormat.TagSize];
            _cipher.Decrypt(
                envelope.Slice(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize),
                envelope[EnvelopeFormat.HeaderSize..^EnvelopeFormat.TagSize],
                envelope[^EnvelopeFormat.TagSize..],
                plaintext);
            return Encoding.UTF8.GetString(plaintext);
        }

        public void Dispose() => _cipher.Dispose();
    }
}
