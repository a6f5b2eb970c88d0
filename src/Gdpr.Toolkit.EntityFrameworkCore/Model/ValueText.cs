using System.Collections;
using System.Text.Json;

namespace Gdpr.Toolkit.Model;

/// <summary>Writes a value as text that differs whenever the value does: what fingerprints and comparisons of any type go by.</summary>
internal static class ValueText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => "=" + text,
        byte[] bytes => Convert.ToHexString(bytes),
        JsonDocument document => "=" + document.RootElement.GetRawText(),
        IEnumerable elements => "[" + string.Join(',', elements.Cast<object?>().Select(Of).Select(text => $"{text.Length}:{text}")) + "]",
        DateTime or DateTimeOffset or DateOnly or TimeOnly => FormattableString.Invariant($"={value:O}"),
        // Databases differ in how many zeros they give back: SQLite makes 0.0 of 0.
        decimal => FormattableString.Invariant($"={value:G29}"),
        double or float or Half => FormattableString.Invariant($"={value:R}"),
        _ => FormattableString.Invariant($"={value}"),
    };
}
