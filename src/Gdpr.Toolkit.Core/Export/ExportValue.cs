using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes a value as JSON: numbers as numbers, dates and times by ISO 8601, bytes as base64, all in the invariant culture.</summary>
internal static class ExportValue
{
    /// <summary>How JSON writes a moment, to the last digit that is not zero (ISO 8601-1, RFC 3339).</summary>
    public const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    /// <summary>Writes a value as text for cells: what JSON has as a string without its quotes, and anything else as in JSON; nothing for null.</summary>
    public static string Text(object? value)
    {
        switch (value)
        {
            case null:
                return "";
            case string text:
                return text;
            case byte[] bytes:
                return Convert.ToBase64String(bytes);
            case DateTime or DateTimeOffset:
                return ((IFormattable)value).ToString(MomentFormat, CultureInfo.InvariantCulture);
            case DateOnly or TimeOnly:
                return ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture);
            case Enum or Guid:
                return value.ToString()!;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ExportJson.Encoder }))
        {
            Write(writer, value);
        }

        var json = buffer.WrittenSpan;
        return json is [(byte)'"', ..] ? JsonSerializer.Deserialize<string>(json)! : Encoding.UTF8.GetString(json);
    }

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case Enum member:
                writer.WriteStringValue(member.ToString());
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case DateTime moment:
                writer.WriteStringValue(moment);
                break;
            case DateTimeOffset instant:
                writer.WriteStringValue(instant);
                break;
            case DateOnly or TimeOnly:
                writer.WriteStringValue(FormattableString.Invariant($"{value:O}"));
                break;
            case TimeSpan duration:
                writer.WriteStringValue(System.Xml.XmlConvert.ToString(duration));
                break;
            case JsonDocument document:
                document.RootElement.WriteTo(writer);
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case System.Collections.IEnumerable elements:
                writer.WriteStartArray();
                foreach (var element in elements)
                {
                    Write(writer, element);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(FormattableString.Invariant($"{value}"));
                break;
        }
    }
}
