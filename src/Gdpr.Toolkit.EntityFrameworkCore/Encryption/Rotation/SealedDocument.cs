using System.Text.RegularExpressions;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A column of JSON documents with envelopes in them, and how to seal those under another key.</summary>
/// <param name="Table">The table, which has a primary key.</param>
/// <param name="Name">The column.</param>
/// <param name="Columns">The properties whose envelopes lie in the documents.</param>
internal sealed partial record SealedDocument(ITable Table, string Name, IReadOnlyList<EncryptedColumn> Columns)
{
    public string Id => $"{Table.SchemaQualifiedName}.{Name}";

    /// <summary>Finds every column of a model that holds documents with envelopes: of owned types and of complex types.</summary>
    public static IReadOnlyList<SealedDocument> Of(IModel model)
        => [.. model.GetEntityTypes()
            .SelectMany(Parts)
            .SelectMany(part => Encrypted(part.Values).Select(column => (part.Holder, part.Container, Column: column)))
            .SelectMany(part => part.Holder.GetTableMappings().Select(mapping => (mapping.Table, part.Container, part.Column)))
            .Where(part => part.Table.PrimaryKey is not null && part.Table.FindColumn(part.Container) is not null)
            .GroupBy(part => (part.Table, part.Container))
            .Select(parts => new SealedDocument(parts.Key.Table, parts.Key.Container, [.. parts.Select(part => part.Column).Distinct()]))
            .OrderBy(document => document.Id, StringComparer.Ordinal)];

    /// <summary>Gets which keys the envelopes of a document need.</summary>
    public IEnumerable<KeyId> KeyIds(string text)
        => Envelope().Matches(text).Select(match => TryRead(match.Groups[1].Value)).OfType<byte[]>().Select(envelope => FieldCipher.ReadKeyId(envelope, Columns[0].Binding));

    /// <summary>Seals what lies under replaced keys, and leaves everything else as it stands, letter by letter.</summary>
    /// <returns>The document, how many values were sealed, and how many under a replaced key could not be opened.</returns>
    public (string Text, int Resealed, int Refused) Reseal(string text, ReplacedKeys keys)
    {
        var (resealed, refused) = (0, 0);
        var changed = Envelope().Replace(text, match =>
        {
            if (TryRead(match.Groups[1].Value) is not { } envelope || keys.Find(FieldCipher.ReadKeyId(envelope, Columns[0].Binding)) is not var (old, current))
            {
                return match.Value;
            }

            if (TryReseal(envelope, old, current) is not { } sealedAgain)
            {
                refused++;
                return match.Value;
            }

            resealed++;
            return $"\"{FieldCipher.ToText(sealedAgain)}\"";
        });
        return (changed, resealed, refused);
    }

    private static IEnumerable<(IEntityType Holder, string Container, IEnumerable<IProperty> Values)> Parts(IEntityType entityType)
        => entityType.IsMappedToJson()
            ? [(JsonDocuments.Holder(entityType), entityType.GetContainerColumnName()!, RowProperties.Of(entityType))]
            : JsonDocuments.Complex(entityType).Select(complex => (entityType, complex.ComplexType.GetContainerColumnName()!, RowProperties.Of(complex.ComplexType)));

    private static IEnumerable<EncryptedColumn> Encrypted(IEnumerable<IProperty> values) => values.Select(value => value.EncryptedColumn()).OfType<EncryptedColumn>();

    /// <summary>A text that an application wrote itself can look like an envelope and be none.</summary>
    private byte[]? TryRead(string text)
    {
        try
        {
            var envelope = FieldCipher.FromText(text, Columns[0].Binding);
            _ = FieldCipher.ReadKeyId(envelope, Columns[0].Binding);
            return envelope;
        }
        catch (PersonalDataProtectionException)
        {
            return null;
        }
    }

    private byte[]? TryReseal(byte[] envelope, SubjectKey old, SubjectKey current)
    {
        foreach (var column in Columns)
        {
            try
            {
                return column.Reseal(envelope, old, current);
            }
            catch (PersonalDataProtectionException)
            {
                // Of another property in the document, or changed: only the last one tells.
            }
        }

        return null;
    }

    [GeneratedRegex("\"(gt1\\.[A-Za-z0-9_-]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Envelope();
}
