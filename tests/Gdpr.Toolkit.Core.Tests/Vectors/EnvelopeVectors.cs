using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Core.Tests.Encryption;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>Values of every type and padding, and what has to be refused of them.</summary>
internal static class EnvelopeVectors
{
    private const string Column = "customer.email";

    private static readonly (string Codec, string? Value)[] Values =
    [
        ("String", null), ("String", ""), ("String", "Ada"), ("String", "Åsa@example.org"), ("String", "trailing\0\0"), ("String", "e\u0301 🦊"),
        ("Byte[]", ""), ("Byte[]", "00ff"), ("Byte[]", "800000"), ("Boolean", "false"), ("Boolean", "true"),
        ("SByte", "-128"), ("Byte", "255"), ("Int16", "-32768"), ("UInt16", "65535"), ("Int32", "-2"), ("Int32", "2147483647"),
        ("UInt32", "4294967295"), ("Int64", "-9223372036854775808"), ("UInt64", "18446744073709551615"),
        ("Int128", "-170141183460469231731687303715884105728"), ("UInt128", "340282366920938463463374607431768211455"),
        ("Char", "229"), ("Char", "55296"), ("Half", "-1.5"), ("Half", "65504"), ("Single", "-0"), ("Single", "3.4028235E+38"),
        ("Double", "-Infinity"), ("Double", "0.1"), ("Decimal", "1.10"), ("Decimal", "-0.00"), ("Decimal", "79228162514264337593543950335"),
        ("Decimal", "-0.0000000000000000000000000001"), ("Guid", "00112233-4455-6677-8899-aabbccddeeff"),
        ("DateTime", "0 0"), ("DateTime", "639103410001234567 1"), ("DateTime", "3155378975999999999 2"),
        ("DateTimeOffset", "639103410001234567 345"), ("DateTimeOffset", "504000000000 -840"), ("DateOnly", "0001-01-01"), ("DateOnly", "1985-12-24"),
        ("DateOnly", "9999-12-31"), ("TimeOnly", "863999999999"), ("TimeSpan", "-9223372036854775808"), ("Uri", "https://example.org/ä?q=1#x"), ("Uri", "../relative"),
        ("IPAddress", "192.0.2.1"), ("IPAddress", "fe80::1%7"), ("PhysicalAddress", "001122334455"),
    ];

    private static readonly (string What, string Codec, string Plaintext, string Result)[] Authentic =
    [
        ("a number read as a text", "String", "08feffffff", "UnknownValueFormat"),
        ("a codec of the future", "String", "1c00", "UnknownValueFormat"),
        ("the highest codec", "String", "7f", "UnknownValueFormat"),
        ("a null with a payload", "String", "0000", "ValueTampered"),
        ("padding without an end", "String", "810000", "ValueTampered"),
        ("padding that is empty", "String", "81", "ValueTampered"),
        ("padding that ends with something else", "String", "8141800001", "ValueTampered"),
        ("half a character of UTF-8", "String", "01c3", "ValueTampered"),
        ("a surrogate in UTF-8", "String", "01eda080", "ValueTampered"),
        ("an overlong NUL", "String", "01c080", "ValueTampered"),
        ("a flag of two", "Boolean", "0302", "ValueTampered"),
        ("an integer too short", "Int32", "08feffff", "ValueTampered"),
        ("an integer too long", "Int32", "08feffffffff", "ValueTampered"),
        ("a decimal with scale 29", "Decimal", "1201000000000000000000000000001d00", "ValueTampered"),
        ("a decimal with stray bits", "Decimal", "12010000000000000000000000" + "01000000", "ValueTampered"),
        ("a moment after the year 9999", "DateTime", "1400c037f473f4ca2b" + "00", "ValueTampered"),
        ("a moment of a fourth kind", "DateTime", "14000000000000000003", "ValueTampered"),
        ("an offset of 15 hours", "DateTimeOffset", "150000c9c49a5dc7088403", "ValueTampered"),
        ("a local time before the year 1", "DateTimeOffset", "150000000000000000ffff", "ValueTampered"),
        ("a day after the year 9999", "DateOnly", "16dbb93700", "ValueTampered"),
        ("a negative day", "DateOnly", "16ffffffff", "ValueTampered"),
        ("the time of 24:00", "TimeOnly", "1700c0692ac9000000", "ValueTampered"),
        ("an address of five bytes", "IPAddress", "1ac000020100", "ValueTampered"),
    ];

    private static readonly (string What, Func<byte[], byte[]> Change, string Result)[] Damages =
    [
        ("nothing at all", _ => [], "UnknownValueFormat"),
        ("the marker alone", e => e[..1], "UnknownValueFormat"),
        ("another marker", e => [0xFA, .. e[1..]], "UnknownValueFormat"),
        ("the reserved suite", e => [e[0], 2, .. e[2..]], "UnknownValueFormat"),
        ("plaintext", _ => "ada@example.org"u8.ToArray(), "UnknownValueFormat"),
        ("marker and suite alone", e => e[..2], "ValueTampered"),
        ("the smallest envelope less one byte", e => e[..46], "ValueTampered"),
        ("the last byte missing", e => e[..^1], "ValueTampered"),
        ("a byte too many", e => [.. e, 0], "ValueTampered"),
        ("a bit of the nonce", e => Flip(e, 18), "ValueTampered"),
        ("a bit of the ciphertext", e => Flip(e, 31), "ValueTampered"),
        ("a bit of the codec", e => Flip(e, 30), "ValueTampered"),
        ("a bit of the tag", e => Flip(e, e.Length - 1), "ValueTampered"),
        ("a bit of the key id", e => Flip(e, 2), "SubjectKeyMissing"),
        ("another person's key id", e => [.. e[..2], .. Kid(VectorGenerator.Key(1)), .. e[18..]], "SubjectKeyMissing"),
        ("sealed for another column", _ => Seal("01416461", column: "customer.name"), "ValueTampered"),
        ("sealed for another store", _ => Seal("01416461", store: new Guid("ffeeddcc-bbaa-9988-7766-554433221100")), "ValueTampered"),
    ];

    public static IEnumerable<JsonObject> Groups() => [Valid(), Padded(), Refused(), Texts()];

    /// <summary>Seals any plaintext, also one that no writer makes, without the code that is tested.</summary>
    public static byte[] Seal(string plaintext, string column = Column, Guid? store = null)
    {
        var key = VectorGenerator.Key(0);
        var (content, kid) = (Convert.FromHexString(plaintext), Kid(key));
        var (ciphertext, tag) = (new byte[content.Length], new byte[16]);
        byte[] storeId = (store ?? TestKeys.StoreId).ToByteArray(bigEndian: true);
        var encryption = HKDF.Expand(HashAlgorithmName.SHA256, key, 32, [.. "GT1/enc"u8, 16, 0, 0, 0, .. storeId]);
        byte[] name = System.Text.Encoding.UTF8.GetBytes(column);
        using var cipher = new AesGcm(encryption, 16);
        byte[] associated = [.. "GT1\0"u8, 1, .. kid, 16, 0, 0, 0, .. storeId, (byte)name.Length, 0, 0, 0, .. name];
        cipher.Encrypt(TestKeys.Nonce, content, ciphertext, tag, associated);
        return [0xF9, 1, .. kid, .. TestKeys.Nonce, .. ciphertext, .. tag];
    }

    private static byte[] Kid(byte[] key) => HKDF.Expand(HashAlgorithmName.SHA256, key, 32, "GT1/kcv"u8.ToArray())[..16];

    private static JsonObject Valid()
    {
        var group = Group();
        foreach (var (codec, value) in Values)
            group.Add($"{codec} {value ?? "null"}".Replace("\0", "NUL", StringComparison.Ordinal), Sealed(codec, value, null), "valid");
        return group;
    }

    private static JsonObject Padded()
    {
        var group = Group();
        foreach (var padding in (string[])["block 16", "block 32", "block 64", "max 40"])
        {
            foreach (var (codec, value) in ((string, string?)[])[("String", null), ("String", ""), ("String", "exactly 14 B.."), ("String", "exactly 15 B..."), ("Byte[]", "8000"), ("Int32", "7")])
                group.Add($"{codec} {value ?? "null"}, {padding}", Sealed(codec, value, padding), "valid");
        }

        return group;
    }

    private static JsonObject Refused()
    {
        var group = Group();
        foreach (var (what, codec, plaintext, result) in Authentic)
            group.Add(what, Test(codec, Seal(plaintext)), result);
        foreach (var (what, change, result) in Damages)
            group.Add(what, Test("String", change(Seal("01416461"))), result);
        return group;
    }

    private static JsonObject Texts()
    {
        var group = Group("EnvelopeText");
        var envelope = Seal("01416461");
        var text = FieldCipher.ToText(envelope);
        group.Add("an envelope as text", new JsonObject { ["text"] = text, ["envelope"] = envelope.Hex() }, "valid");
        foreach (var (what, changed, result) in ((string, string, string)[])[
            ("no prefix", text[4..], "UnknownValueFormat"), ("another prefix", "GT1." + text[4..], "UnknownValueFormat"), ("nothing", "", "UnknownValueFormat"),
            ("padded base64", text + "=", "ValueTampered"), ("white space", text + " ", "ValueTampered"), ("no base64url", text[..^1] + "+", "ValueTampered"),
            ("another spelling of the same bytes", text[..^1] + (char)(text[^1] + 1), "ValueTampered"), ("a character missing", text[..^2], "ValueTampered")])
        {
            group.Add(what, new JsonObject { ["text"] = changed }, result);
        }

        return group;
    }

    private static JsonObject Group(string type = "Envelope") => VectorGenerator.Group(
        type, TestKeys.StoreId, ("key", VectorGenerator.Key(0).Hex()), ("column", Column));

    private static JsonObject Sealed(string codec, string? value, string? padding)
    {
        var test = new JsonObject { ["value"] = value };
        if (padding is not null)
            test["padding"] = padding;
        using var key = TestKeys.Fixed();
        var cipher = AnyCipher.For(codec, TestKeys.Column with { Padding = test.Padding() });
        var envelope = Test(codec, cipher.Seal(VectorValue.Parse(codec, value), key, TestKeys.Nonce));
        foreach (var (name, member) in envelope)
            test[name] = member?.DeepClone();
        return test;
    }

    private static JsonObject Test(string codec, byte[] envelope) => new() { ["codec"] = codec, ["envelope"] = envelope.Hex() };

    private static byte[] Flip(byte[] bytes, int index)
    {
        bytes[index] ^= 1;
        return bytes;
    }
}
