using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>Values as text that any language can read: numbers in decimal, bytes in hexadecimal, moments as ticks.</summary>
internal static class VectorValue
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly Dictionary<string, (Type Type, Func<string, object> Parse)> Codecs = new()
    {
        ["String"] = (typeof(string), text => text),
        ["Byte[]"] = (typeof(byte[]), Convert.FromHexString),
        ["Boolean"] = (typeof(bool), text => bool.Parse(text)),
        ["SByte"] = (typeof(sbyte), text => sbyte.Parse(text, Invariant)),
        ["Byte"] = (typeof(byte), text => byte.Parse(text, Invariant)),
        ["Int16"] = (typeof(short), text => short.Parse(text, Invariant)),
        ["UInt16"] = (typeof(ushort), text => ushort.Parse(text, Invariant)),
        ["Int32"] = (typeof(int), text => int.Parse(text, Invariant)),
        ["UInt32"] = (typeof(uint), text => uint.Parse(text, Invariant)),
        ["Int64"] = (typeof(long), text => long.Parse(text, Invariant)),
        ["UInt64"] = (typeof(ulong), text => ulong.Parse(text, Invariant)),
        ["Int128"] = (typeof(Int128), text => Int128.Parse(text, Invariant)),
        ["UInt128"] = (typeof(UInt128), text => UInt128.Parse(text, Invariant)),
        ["Char"] = (typeof(char), text => (char)ushort.Parse(text, Invariant)),
        ["Half"] = (typeof(Half), text => Half.Parse(text, Invariant)),
        ["Single"] = (typeof(float), text => float.Parse(text, Invariant)),
        ["Double"] = (typeof(double), text => double.Parse(text, Invariant)),
        ["Decimal"] = (typeof(decimal), text => decimal.Parse(text, Invariant)),
        ["Guid"] = (typeof(Guid), text => Guid.Parse(text)),
        ["DateTime"] = (typeof(DateTime), text => new DateTime(Ticks(text), (DateTimeKind)Second(text))),
        ["DateTimeOffset"] = (typeof(DateTimeOffset), text => new DateTimeOffset(Ticks(text), default).ToOffset(TimeSpan.FromMinutes(Second(text)))),
        ["DateOnly"] = (typeof(DateOnly), text => DateOnly.ParseExact(text, "O", Invariant)),
        ["TimeOnly"] = (typeof(TimeOnly), text => new TimeOnly(Ticks(text))),
        ["TimeSpan"] = (typeof(TimeSpan), text => new TimeSpan(Ticks(text))),
        ["Uri"] = (typeof(Uri), text => new Uri(text, UriKind.RelativeOrAbsolute)),
        ["IPAddress"] = (typeof(IPAddress), IPAddress.Parse),
        ["PhysicalAddress"] = (typeof(PhysicalAddress), text => new PhysicalAddress(Convert.FromHexString(text))),
    };

    public static IEnumerable<Type> Types => Codecs.Values.Select(codec => codec.Type);

    public static Type TypeOf(string codec) => Codecs[codec].Type;

    public static object? Parse(string codec, string? text) => text is null ? null : Codecs[codec].Parse(text);

    private static long Ticks(string text) => long.Parse(text.Split(' ')[0], Invariant);

    private static int Second(string text) => int.Parse(text.Split(' ')[1], Invariant);
}
