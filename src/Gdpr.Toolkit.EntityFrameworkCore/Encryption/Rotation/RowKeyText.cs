using System.Globalization;
using System.Text.Json;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Writes a primary key, as the database gives it, as text and back.</summary>
internal static class RowKeyText
{
    /// <returns>Null when one of the values is of a type that is not known here: a scan then begins anew.</returns>
    public static string? Of(IReadOnlyList<object> key)
    {
        var parts = key.Select(Part).ToList();
        return parts.Contains(null) ? null : JsonSerializer.Serialize(parts);
    }

    public static IReadOnlyList<object>? Parse(string? text)
        => text is null ? null : [.. JsonSerializer.Deserialize<string[]>(text)!.Select(Value)];

    private static string? Part(object value) => value switch
    {
        string text => "s" + text,
        byte[] bytes => "b" + Convert.ToHexString(bytes),
        Guid id => "g" + id.ToString("D"),
        long or int or short or byte => "i" + Convert.ToString(value, CultureInfo.InvariantCulture),
        decimal number => "d" + number.ToString(CultureInfo.InvariantCulture),
        DateTime time => "t" + time.ToString("O", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static object Value(string part) => part[0] switch
    {
        's' => part[1..],
        'b' => Convert.FromHexString(part.AsSpan(1)),
        'g' => Guid.ParseExact(part.AsSpan(1), "D"),
        'i' => long.Parse(part.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        'd' => decimal.Parse(part.AsSpan(1), NumberStyles.Number, CultureInfo.InvariantCulture),
        _ => DateTime.ParseExact(part.AsSpan(1), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
    };
}
