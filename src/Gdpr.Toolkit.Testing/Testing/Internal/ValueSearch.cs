using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>Tells whether what a column holds contains one of the values that must be gone, as they are or as a JSON document writes them.</summary>
internal sealed class ValueSearch
{
    private readonly IReadOnlyList<(string Text, byte[] Bytes)> _values;

    public ValueSearch(IReadOnlyList<string> values)
    {
        if (values.Count == 0 || values.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("Name at least one value to look for, and no empty ones: nothing would be looked for.", nameof(values));
        }

        _values = [.. values.SelectMany(Spellings).Distinct(StringComparer.Ordinal).Select(value => (value, Encoding.UTF8.GetBytes(value)))];
    }

    public bool IsIn(object stored) => stored switch
    {
        string text => _values.Any(value => text.Contains(value.Text, StringComparison.Ordinal)),
        byte[] bytes => _values.Any(value => bytes.AsSpan().IndexOf(value.Bytes) >= 0),
        string[] texts => texts.Any(IsIn),
        _ => false,
    };

    private static IEnumerable<string> Spellings(string value)
        => [value, JsonEncodedText.Encode(value).ToString(), JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()];
}
