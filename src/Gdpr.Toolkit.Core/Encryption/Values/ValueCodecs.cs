using System.Net.NetworkInformation;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The closed registry of codecs. Numbers only grow and are never re-used; multi-byte numbers are little-endian.</summary>
internal static class ValueCodecs
{
    public const byte Null = 0;

    private static readonly FixedCodec<sbyte> SByteCodec = new(4, 1, (d, v) => d[0] = (byte)v, s => (sbyte)s[0]);
    private static readonly FixedCodec<byte> ByteCodec = new(5, 1, (d, v) => d[0] = v, s => s[0]);
    private static readonly FixedCodec<short> Int16Codec = new(6, 2, WriteInt16LittleEndian, ReadInt16LittleEndian);
    private static readonly FixedCodec<ushort> UInt16Codec = new(7, 2, WriteUInt16LittleEndian, ReadUInt16LittleEndian);
    private static readonly FixedCodec<int> Int32Codec = new(8, 4, WriteInt32LittleEndian, ReadInt32LittleEndian);
    private static readonly FixedCodec<uint> UInt32Codec = new(9, 4, WriteUInt32LittleEndian, ReadUInt32LittleEndian);
    private static readonly FixedCodec<long> Int64Codec = new(10, 8, WriteInt64LittleEndian, ReadInt64LittleEndian);
    private static readonly FixedCodec<ulong> UInt64Codec = new(11, 8, WriteUInt64LittleEndian, ReadUInt64LittleEndian);

    private static readonly (byte Id, Type Type, object Codec)[] All =
    [
        Entry(new StringCodec<string>(1, v => v, s => s)),
        Entry(new BytesCodec<byte[]>(2, v => v, b => b)),
        Entry(new FixedCodec<bool>(3, 1, (d, v) => d[0] = v ? (byte)1 : (byte)0, s => s[0] == 1) { WellFormed = s => s[0] <= 1 }),
        Entry(SByteCodec),
        Entry(ByteCodec),
        Entry(Int16Codec),
        Entry(UInt16Codec),
        Entry(Int32Codec),
        Entry(UInt32Codec),
        Entry(Int64Codec),
        Entry(UInt64Codec),
        Entry(new FixedCodec<Int128>(12, 16, WriteInt128LittleEndian, ReadInt128LittleEndian)),
        Entry(new FixedCodec<UInt128>(13, 16, WriteUInt128LittleEndian, ReadUInt128LittleEndian)),
        Entry(new FixedCodec<char>(14, 2, (d, v) => WriteUInt16LittleEndian(d, v), s => (char)ReadUInt16LittleEndian(s))),
        Entry(new FixedCodec<Half>(15, 2, WriteHalfLittleEndian, ReadHalfLittleEndian)
        {
            Equal = v => Half.IsNaN(v) ? Half.NaN : v == Half.Zero ? Half.Zero : v,
        }),
        Entry(new FixedCodec<float>(16, 4, WriteSingleLittleEndian, ReadSingleLittleEndian)
        {
            Equal = v => float.IsNaN(v) ? float.NaN : v + 0f,
        }),
        Entry(new FixedCodec<double>(17, 8, WriteDoubleLittleEndian, ReadDoubleLittleEndian)
        {
            Equal = v => double.IsNaN(v) ? double.NaN : v + 0.0,
        }),
        Entry(new FixedCodec<decimal>(18, 16, WriteDecimal, ReadDecimal)
        {
            WellFormed = IsDecimal,

            // Dividing by one with all the zeros takes the trailing zeros off.
            Equal = v => v == 0 ? 0m : v / 1.0000000000000000000000000000m,
        }),
        Entry(new FixedCodec<Guid>(19, 16, (d, v) => v.TryWriteBytes(d, bigEndian: true, out _), s => new Guid(s, bigEndian: true))),
        Entry(new FixedCodec<DateTime>(20, 9, WriteDateTime, s => new DateTime(ReadInt64LittleEndian(s), (DateTimeKind)s[8]))
        {
            WellFormed = IsDateTime,
            Equal = v => DateTime.SpecifyKind(v, DateTimeKind.Unspecified),
        }),
        Entry(new FixedCodec<DateTimeOffset>(21, 10, WriteDateTimeOffset, ReadDateTimeOffset)
        {
            WellFormed = IsDateTimeOffset,
            Equal = v => v.ToUniversalTime(),
        }),
        Entry(new FixedCodec<DateOnly>(22, 4, (d, v) => WriteInt32LittleEndian(d, v.DayNumber), s => DateOnly.FromDayNumber(ReadInt32LittleEndian(s)))
        {
            WellFormed = s => ReadUInt32LittleEndian(s) <= (uint)DateOnly.MaxValue.DayNumber,
        }),
        Entry(new FixedCodec<TimeOnly>(23, 8, (d, v) => WriteInt64LittleEndian(d, v.Ticks), s => new TimeOnly(ReadInt64LittleEndian(s)))
        {
            WellFormed = s => ReadUInt64LittleEndian(s) <= (ulong)TimeOnly.MaxValue.Ticks,
        }),
        Entry(new FixedCodec<TimeSpan>(24, 8, (d, v) => WriteInt64LittleEndian(d, v.Ticks), s => new TimeSpan(ReadInt64LittleEndian(s)))),
        Entry(new StringCodec<Uri>(25, v => v.OriginalString, s => Uri.TryCreate(s, UriKind.RelativeOrAbsolute, out var uri) ? uri : null)),
        Entry(new IPAddressCodec(26)),
        Entry(new BytesCodec<PhysicalAddress>(27, v => v.GetAddressBytes(), b => new PhysicalAddress(b))),
    ];

    private static readonly Dictionary<Type, object> ByType = All.ToDictionary(c => c.Type, c => c.Codec);
    private static readonly Dictionary<byte, string> Names = All.ToDictionary(c => c.Id, c => c.Type.Name);

    public static IEnumerable<Type> Types => ByType.Keys;

    public static bool IsSupported(Type type) => type.IsEnum || ByType.ContainsKey(type);

    public static string Name(byte id) => id == Null ? "null" : Names.GetValueOrDefault(id, $"codec {id}");

    public static ValueCodec<T>? Find<T>() => Found<T>.Codec;

    private static object FindEnum<T>() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.SByte => new EnumCodec<T, sbyte>(SByteCodec),
        TypeCode.Byte => new EnumCodec<T, byte>(ByteCodec),
        TypeCode.Int16 => new EnumCodec<T, short>(Int16Codec),
        TypeCode.UInt16 => new EnumCodec<T, ushort>(UInt16Codec),
        TypeCode.Int32 => new EnumCodec<T, int>(Int32Codec),
        TypeCode.UInt32 => new EnumCodec<T, uint>(UInt32Codec),
        TypeCode.Int64 => new EnumCodec<T, long>(Int64Codec),
        _ => new EnumCodec<T, ulong>(UInt64Codec),
    };

    private static (byte Id, Type Type, object Codec) Entry<T>(ValueCodec<T> codec) => (codec.Id, typeof(T), codec);

    private static void WriteDecimal(Span<byte> destination, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        for (var i = 0; i < 4; i++)
            WriteInt32LittleEndian(destination[(i * 4)..], bits[i]);
    }

    private static decimal ReadDecimal(ReadOnlySpan<byte> payload)
    {
        Span<int> bits = stackalloc int[4];
        for (var i = 0; i < 4; i++)
            bits[i] = ReadInt32LittleEndian(payload[(i * 4)..]);
        return new decimal(bits);
    }

    // The scale is 0–28 in bits 16–23, the sign is bit 31, everything else is zero.
    private static bool IsDecimal(ReadOnlySpan<byte> payload)
        => payload[12] == 0 && payload[13] == 0 && payload[14] <= 28 && (payload[15] & 0x7F) == 0;

    private static void WriteDateTime(Span<byte> destination, DateTime value)
    {
        WriteInt64LittleEndian(destination, value.Ticks);
        destination[8] = (byte)value.Kind;
    }

    private static bool IsDateTime(ReadOnlySpan<byte> payload)
        => ReadUInt64LittleEndian(payload) <= (ulong)DateTime.MaxValue.Ticks && payload[8] <= (byte)DateTimeKind.Local;

    private static void WriteDateTimeOffset(Span<byte> destination, DateTimeOffset value)
    {
        WriteInt64LittleEndian(destination, value.UtcTicks);
        WriteInt16LittleEndian(destination[8..], (short)value.TotalOffsetMinutes);
    }

    private static DateTimeOffset ReadDateTimeOffset(ReadOnlySpan<byte> payload)
        => new DateTimeOffset(ReadInt64LittleEndian(payload), TimeSpan.Zero)
            .ToOffset(TimeSpan.FromMinutes(ReadInt16LittleEndian(payload[8..])));

    private static bool IsDateTimeOffset(ReadOnlySpan<byte> payload)
    {
        var utc = ReadInt64LittleEndian(payload);
        var minutes = ReadInt16LittleEndian(payload[8..]);
        return minutes is >= -14 * 60 and <= 14 * 60
            && utc >= 0 && utc <= DateTime.MaxValue.Ticks
            && (ulong)(utc + (minutes * TimeSpan.TicksPerMinute)) <= (ulong)DateTime.MaxValue.Ticks;
    }

    private static class Found<T>
    {
        public static readonly ValueCodec<T>? Codec
            = (ValueCodec<T>?)(typeof(T).IsEnum ? FindEnum<T>() : ByType.GetValueOrDefault(typeof(T)));
    }
}
