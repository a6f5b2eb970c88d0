using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gdpr.Toolkit.Benchmarks.Ratios.Encryption;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>The baseline of reading: the envelopes of many rows, opened by one <see cref="AesGcm"/> a person and one call a value, and decoded.</summary>
internal sealed class BareEnvelopes
{
    private readonly BarePerson[] _people;

    public BareEnvelopes(int people, int rowsEach)
        : this(people, rowsEach, BarePerson.ColumnCount)
    {
    }

    private BareEnvelopes(int people, int rowsEach, int columns)
        => _people = [.. Enumerable.Range(0, people).Select(person => new BarePerson(Enumerable.Range(person * rowsEach, rowsEach).Select(Member.Make), columns))];

    /// <summary>One row a person, without the date.</summary>
    public static BareEnvelopes OfTexts(int people) => new(people, rowsEach: 1, columns: BarePerson.DateColumn);

    /// <summary>Opens everything.</summary>
    /// <returns>Something that depends on each value, so that none is optimised away.</returns>
    public long Open()
    {
        Span<byte> buffer = stackalloc byte[64];
        var sum = 0L;
        foreach (var person in _people)
        {
            using var cipher = new AesGcm(person.Key, EnvelopeFormat.TagSize);
            foreach (var row in person.Rows)
            {
                for (var column = 0; column < row.Length; column++)
                {
                    var envelope = row[column].AsSpan();
                    var plaintext = buffer[..(envelope.Length - EnvelopeFormat.HeaderSize - EnvelopeFormat.TagSize)];
                    cipher.Decrypt(
                        envelope.Slice(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize),
                        envelope[EnvelopeFormat.HeaderSize..^EnvelopeFormat.TagSize],
                        envelope[^EnvelopeFormat.TagSize..],
                        plaintext,
                        person.Associated[column]);
                    sum += column == BarePerson.DateColumn
                        ? DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32LittleEndian(plaintext[1..])).Day
                        : Encoding.UTF8.GetString(plaintext[1..]).Length;
                }
            }
        }

        return sum;
    }

    private sealed class BarePerson
    {
        public const int DateColumn = 4;
        public const int ColumnCount = 5;

        private static readonly string[] Columns = ["Member.Name", "Member.Email", "Member.Phone", "Member.Street", "Member.BirthDate"];

        public BarePerson(IEnumerable<Member> rows, int columns)
        {
            Key = RandomNumberGenerator.GetBytes(KeyDerivation.KeySize);
            var kid = RandomNumberGenerator.GetBytes(KeyId.Size);
            Associated = [.. Columns.Select(column => new LengthPrefixed()
                .Raw("GT1\0"u8).U8(EnvelopeFormat.SuiteAes256Gcm).Raw(kid).Part(Sample.StoreId).Part(column).ToArray())];
            using var cipher = new AesGcm(Key, EnvelopeFormat.TagSize);
            Rows = [.. rows.Select(row => Seal(row, columns, cipher))];
        }

        public byte[] Key { get; }

        public byte[][] Associated { get; }

        public byte[][][] Rows { get; }

        private byte[][] Seal(Member row, int columns, AesGcm cipher)
        {
            var date = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(date, row.BirthDate!.Value.DayNumber);
            byte[][] values = [.. new[] { row.Name, row.Email, row.Phone, row.Street }.Select(Encoding.UTF8.GetBytes), date];
            return [.. values.Take(columns).Select((value, column) => Seal(value, Associated[column], cipher))];
        }

        private static byte[] Seal(byte[] value, byte[] associated, AesGcm cipher)
        {
            var envelope = new byte[EnvelopeFormat.HeaderSize + 1 + value.Length + EnvelopeFormat.TagSize];
            RandomNumberGenerator.Fill(envelope.AsSpan(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize));
            byte[] plaintext = [0, .. value];
            cipher.Encrypt(
                envelope.AsSpan(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize),
                plaintext,
                envelope.AsSpan(EnvelopeFormat.HeaderSize, plaintext.Length),
                envelope.AsSpan(EnvelopeFormat.HeaderSize + plaintext.Length),
                associated);
            return envelope;
        }
    }
}
