using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gdpr.Toolkit.Signing;

/// <summary>The one spelling of a JSON document that is signed: RFC 8785, restricted to whole numbers.</summary>
internal static class CanonicalJson
{
    private const long MaximumInteger = (1L << 53) - 1;
    private const int MaximumDepth = 64;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Serialises a document as UTF-8 without white space, with its members in order.</summary>
    /// <exception cref="NotSupportedException">A number is not a whole number within ±(2^53 − 1), or the nesting is too deep.</exception>
    /// <exception cref="ArgumentException">A text has half of a surrogate pair.</exception>
    public static byte[] Serialize(JsonNode node)
    {
        var text = new StringBuilder();
        Write(text, node, 0);
        try
        {
            return Utf8.GetBytes(text.ToString());
        }
        catch (EncoderFallbackException)
        {
            throw SigningErrors.LoneSurrogate();
        }
    }

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        if (depth > MaximumDepth)
            throw SigningErrors.TooDeep(node!.GetPath());
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                WriteObject(text, members, depth);
                break;
            case JsonArray items:
                WriteArray(text, items, depth);
                break;
            case JsonValue value:
                WriteValue(text, value);
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonObject members, int depth)
    {
        var separator = '{';
        foreach (var (name, value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            text.Append(separator);
            separator = ',';
            WriteString(text, name);
            text.Append(':');
            Write(text, value, depth + 1);
        }

        text.Append(separator == '{' ? "{}" : "}");
    }

    private static void WriteArray(StringBuilder text, JsonArray items, int depth)
    {
        var separator = '[';
        foreach (var item in items)
        {
            text.Append(separator);
            separator = ',';
            Write(text, item, depth + 1);
        }

        text.Append(separator == '[' ? "[]" : "]");
    }

    private static void WriteValue(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteString(text, GetString(value));
                break;
            case JsonValueKind.Number:
                text.Append(GetInteger(value).ToString(CultureInfo.InvariantCulture));
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            default:
                text.Append("null");
                break;
        }
    }

    // A value that was never parsed may be a Guid or a date: its JSON text is what counts.
    private static string GetString(JsonValue value)
    {
        if (value.TryGetValue<string>(out var text))
            return text;
        using var document = JsonDocument.Parse(value.ToJsonString());
        return document.RootElement.GetString()!;
    }

    private static long GetInteger(JsonValue value)
    {
        var parsed = value.TryGetValue<JsonElement>(out _);
        var fractional = !parsed
            && (value.TryGetValue<double>(out _) || value.TryGetValue<float>(out _) || value.TryGetValue<decimal>(out _));
        if (fractional
            || !long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            || integer is > MaximumInteger or < -MaximumInteger)
        {
            throw SigningErrors.NumberNotAnInteger(value.GetPath());
        }

        return integer;
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
            WriteCharacter(text, character);
        text.Append('"');
    }

    private static void WriteCharacter(StringBuilder text, char character)
    {
        switch (character)
        {
            case '"' or '\\':
                text.Append('\\').Append(character);
                break;
            case '\b':
                text.Append("\\b");
                break;
            case '\t':
                text.Append("\\t");
                break;
            case '\n':
                text.Append("\\n");
                break;
            case '\f':
                text.Append("\\f");
                break;
            case '\r':
                text.Append("\\r");
                break;
            case < ' ':
                text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(character);
                break;
        }
    }
}
