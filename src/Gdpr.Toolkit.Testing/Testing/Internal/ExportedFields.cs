using System.Buffers;
using System.Text.Json;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>The fields of one entity's records: what they must hold, and what they do. Values are compared as JSON.</summary>
internal sealed class ExportedFields
{
    private readonly Dictionary<string, List<string>> _expected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MappedProperty> _properties;
    private readonly MappedEntity _mapped;

    public ExportedFields(MappedEntity mapped)
    {
        _mapped = mapped;
        _properties = mapped.Properties
            .Where(property => !property.IsBookkeeping)
            .GroupBy(ExportNames.Of, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.OrderByDescending(property => property.Mark is not null).First(), StringComparer.Ordinal);
    }

    /// <summary>Gets the values that are not there, as <c>entity.property (values)</c>.</summary>
    public IEnumerable<string> Missing => Differences(_expected, _found);

    /// <summary>Gets the values that should not be there.</summary>
    public IEnumerable<string> Foreign => Differences(_found, _expected);

    /// <summary>Notes what the database holds.</summary>
    public void Expect(MappedProperty property, IEnumerable<object?> values) => Of(_expected, ExportNames.Of(property)).AddRange(values.Select(value => Json(property, value)));

    /// <summary>Notes what a record of the package holds.</summary>
    public void Find(JsonElement record) => Find(record, "");

    private void Find(JsonElement part, string path)
    {
        foreach (var member in part.EnumerateObject().Where(member => !member.Name.StartsWith('$')))
        {
            var name = path + member.Name;
            if (_properties.TryGetValue(name, out var property))
            {
                if (property.Mark is not null || !RecordFields.IsShownLink(property, _mapped))
                {
                    Of(_found, name).Add(JsonSerializer.Serialize(member.Value));
                }
            }
            else if (member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var element in member.Value.EnumerateArray())
                {
                    Find(element, name + ".");
                }
            }
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                Find(member.Value, name + ".");
            }
        }
    }

    private IEnumerable<string> Differences(Dictionary<string, List<string>> wanted, Dictionary<string, List<string>> given)
        => from field in wanted
           let rest = Rest(field.Value, given.GetValueOrDefault(field.Key) ?? [])
           where rest > 0
           select $"{_properties[field.Key].Entity}.{_properties[field.Key].Path} ({rest} values)";

    private static int Rest(IEnumerable<string> wanted, IEnumerable<string> given)
    {
        var left = given.CountBy(value => value, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return wanted.CountBy(value => value, StringComparer.Ordinal).Sum(value => Math.Max(0, value.Value - left.GetValueOrDefault(value.Key)));
    }

    private static List<string> Of(Dictionary<string, List<string>> fields, string name)
        => fields.TryGetValue(name, out var values) ? values : fields[name] = [];

    private static string Json(MappedProperty property, object? value)
    {
        var shown = value is null || ExportTypes.IsKnown(property.Property.ClrType) ? value : property.Property.OwnConverter()?.ConvertToProvider(value) ?? value;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ExportValue.Write(writer, shown);
        }

        return JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(buffer.WrittenSpan));
    }
}
