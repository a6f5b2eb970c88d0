namespace Gdpr.Toolkit.Encryption;

/// <summary>
/// The bytes of a value for its tag. What <c>==</c> finds equal has the same bytes, although the stored value keeps
/// more: the scale of a decimal, the kind of a date, the offset of a point in time.
/// </summary>
internal static class IndexValue
{
    public static byte[] Encode<T>(T value)
    {
        var codec = ValueCodecs.Find<T>() ?? throw EncryptionErrors.IndexTypeNotSupported(typeof(T));
        var equal = Canonical(value);
        var bytes = new byte[1 + codec.GetSize(equal)];
        bytes[0] = codec.Id;
        codec.Write(equal, bytes.AsSpan(1));
        return bytes;
    }

    private static T Canonical<T>(T value) => value switch
    {
        // Dividing by one with all the zeros takes the trailing zeros off.
        decimal number => (T)(object)(number == 0 ? 0m : number / 1.0000000000000000000000000000m),
        double number => (T)(object)(double.IsNaN(number) ? double.NaN : number + 0.0),
        float number => (T)(object)(float.IsNaN(number) ? float.NaN : number + 0f),
        Half number => (T)(object)(Half.IsNaN(number) ? Half.NaN : number == Half.Zero ? Half.Zero : number),
        DateTime time => (T)(object)DateTime.SpecifyKind(time, DateTimeKind.Unspecified),
        DateTimeOffset time => (T)(object)time.ToUniversalTime(),
        _ => value,
    };
}
