using System.Collections;
using System.Text.Json;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Export;

/// <summary>One field of a record with the way to its value: a property, or an owned or complex part with fields of its own.</summary>
internal sealed class RecordField
{
    private readonly Func<object, object?>? _convert;

    /// <summary>Makes the field of a property.</summary>
    public RecordField(ExportField field, MappedProperty property)
    {
        (Field, Member, Property) = (field, property.Property, property);
        if (!ExportTypes.IsKnown(property.Property.ClrType))
        {
            _convert = property.Property.OwnConverter()?.ConvertToProvider;
        }
    }

    /// <summary>Makes the field of a part.</summary>
    public RecordField(ExportField field, IPropertyBase member, IReadOnlyList<RecordField> members)
        => (Field, Member, Members) = (field, member, members);

    public ExportField Field { get; }

    public IPropertyBase Member { get; }

    /// <summary>Gets the property; null for a part.</summary>
    public MappedProperty? Property { get; }

    public IReadOnlyList<RecordField> Members { get; } = [];

    /// <summary>Gets how many values were left out for the sake of others. Tables show the same ones again and count none.</summary>
    public int Withheld { get; private set; }

    /// <summary>Writes name and value; nothing where the row says that the value is not the person's, or that it is withheld.</summary>
    /// <param name="writer">Where the record is being written.</param>
    /// <param name="row">The row.</param>
    /// <param name="owner">The object that has the member: the row's entity, or a part in it.</param>
    public void Write(Utf8JsonWriter writer, PersonRow row, object owner) => Write(writer, row, owner, isFirst: true);

    /// <summary>Reads what a table shows: the value, or a list as JSON.</summary>
    public object? Cell(PersonRow row, object? owner)
    {
        if (owner is null || (Property is not null && !Property.IsPersonalIn(owner)))
        {
            return null;
        }

        if (Property is { } property)
        {
            return property.IsWithheldIn(owner) ? WithheldCell.Instance : Read(property, row, owner);
        }

        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ExportJson.Encoder }))
        {
            WritePart(writer, row, owner, isFirst: false);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Follows the field to the part that it is.</summary>
    public object? Part(object? owner) => owner is null ? null : Member.GetGetter().GetClrValue(owner);

    private void Write(Utf8JsonWriter writer, PersonRow row, object owner, bool isFirst)
    {
        if (Property is { } property)
        {
            if (!property.IsPersonalIn(owner))
            {
                return;
            }

            if (property.IsWithheldIn(owner))
            {
                Withheld += isFirst ? 1 : 0;
                return;
            }

            writer.WritePropertyName(Field.Name);
            ExportValue.Write(writer, Read(property, row, owner));
            return;
        }

        writer.WritePropertyName(Field.Name);
        WritePart(writer, row, owner, isFirst);
    }

    private object? Read(MappedProperty property, PersonRow row, object owner)
    {
        var value = property.Steps.Count == 0 ? row[property.Property] : property.Property.GetGetter().GetClrValue(owner);
        return value is not null && _convert is not null ? _convert(value) : value;
    }

    private void WritePart(Utf8JsonWriter writer, PersonRow row, object owner, bool isFirst)
    {
        var part = Part(owner);
        if (Field.IsList)
        {
            writer.WriteStartArray();
            foreach (var element in (part as IEnumerable ?? Array.Empty<object>()).Cast<object>())
            {
                WriteObject(writer, row, element, isFirst);
            }

            writer.WriteEndArray();
        }
        else if (part is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            WriteObject(writer, row, part, isFirst);
        }
    }

    private void WriteObject(Utf8JsonWriter writer, PersonRow row, object owner, bool isFirst)
    {
        writer.WriteStartObject();
        foreach (var member in Members)
        {
            member.Write(writer, row, owner, isFirst);
        }

        writer.WriteEndObject();
    }
}
