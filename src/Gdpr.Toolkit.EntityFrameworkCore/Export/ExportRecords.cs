using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes the rows of one entity as a JSON array: links as they are, personal data under its public names.</summary>
internal static class ExportRecords
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ReadOnlyMemory<byte> Write(IReadOnlyList<PersonRow> rows, ExportSelection selection)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartArray();
            foreach (var row in rows)
            {
                writer.WriteStartObject();
                WriteProperties(writer, row.Mapped.Properties.Where(IsShown(selection, row.Mapped)), row, row.Entity, depth: 0);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenMemory;
    }

    private static Func<MappedProperty, bool> IsShown(ExportSelection selection, MappedEntity mapped)
        => property => selection.Includes(property)
            || (property.IsLink && property.Steps.Count == 0 && !LeadsToSomebodyElse(property, mapped));

    /// <summary>Whether a foreign key refers to a person, and is not the one by which the row is this person's (GDPR Art. 15(4)).</summary>
    private static bool LeadsToSomebodyElse(MappedProperty property, MappedEntity mapped)
        => property.Property.GetContainingForeignKeys().ToList() is { Count: > 0 } links
            && links.TrueForAll(link => link.PrincipalEntityType.SubjectType() is not null && !mapped.Path.Hops.Take(1).Contains(link));

    private static void WriteProperties(
        Utf8JsonWriter writer, IEnumerable<MappedProperty> properties, PersonRow row, object owner, int depth)
    {
        var shown = properties.Where(property => property.Steps.Count > depth || property.IsPersonalIn(owner));
        foreach (var group in shown.GroupBy(property => property.Steps.Count > depth ? property.Steps[depth] : property.Property))
        {
            writer.WritePropertyName(ExportNames.Field(group.Key.Name));
            if (group.First() is var first && first.Steps.Count > depth)
            {
                WriteStep(writer, first.Steps[depth], [.. group], row, owner, depth);
            }
            else
            {
                ExportValue.Write(writer, depth == 0 ? row[first.Property] : first.Property.GetGetter().GetClrValue(owner));
            }
        }
    }

    private static void WriteStep(
        Utf8JsonWriter writer, IPropertyBase step, IReadOnlyList<MappedProperty> properties, PersonRow row, object owner, int depth)
    {
        var value = step.GetGetter().GetClrValue(owner);
        if (step is INavigation { IsCollection: true } or IComplexProperty { IsCollection: true } && value is System.Collections.IEnumerable elements)
        {
            writer.WriteStartArray();
            foreach (var element in elements)
            {
                WriteObject(writer, properties, row, element, depth);
            }

            writer.WriteEndArray();
        }
        else if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            WriteObject(writer, properties, row, value, depth);
        }
    }

    private static void WriteObject(
        Utf8JsonWriter writer, IReadOnlyList<MappedProperty> properties, PersonRow row, object owner, int depth)
    {
        writer.WriteStartObject();
        WriteProperties(writer, properties, row, owner, depth + 1);
        writer.WriteEndObject();
    }
}
