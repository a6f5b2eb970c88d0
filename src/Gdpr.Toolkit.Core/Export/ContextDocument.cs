using System.Text.Json.Nodes;
using Gdpr.Toolkit.Documents;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes the JSON-LD context of a package: what the fields of each file mean, in terms of schema.org and of the Data Privacy Vocabulary.</summary>
/// <remarks>A field that neither has a word for gets a name of this package's own, so that nothing is lost when the files are read as linked data.</remarks>
internal static class ContextDocument
{
    public const string Path = "context.jsonld";

    private const string Own = "urn:gdpr-toolkit:export:";
    private const string SchemaOrg = "https://schema.org/";

    private static readonly Dictionary<PersonalDataCategory, string> SchemaTerms = new()
    {
        [PersonalDataCategory.Name] = "name",
        [PersonalDataCategory.EmailAddress] = "email",
        [PersonalDataCategory.TelephoneNumber] = "telephone",
        [PersonalDataCategory.PhysicalAddress] = "address",
        [PersonalDataCategory.PostalCode] = "postalCode",
        [PersonalDataCategory.BirthDate] = "birthDate",
        [PersonalDataCategory.Gender] = "gender",
        [PersonalDataCategory.Nationality] = "nationality",
        [PersonalDataCategory.JobTitle] = "jobTitle",
        [PersonalDataCategory.CustomerNumber] = "identifier",
        [PersonalDataCategory.UniqueIdentifier] = "identifier",
        [PersonalDataCategory.NationalIdentificationNumber] = "taxID",
    };

    public static byte[] Write(ExportFacts facts)
    {
        var context = new JsonObject
        {
            ["@version"] = 1.1,
            ["schema"] = SchemaOrg,
            ["dpv"] = "https://w3id.org/dpv#",
            ["pd"] = "https://w3id.org/dpv/pd#",
        };
        foreach (var dataset in facts.Datasets)
        {
            // A context of the file's own: the same name can mean something else in another file.
            context[dataset.Name] = new JsonObject
            {
                ["@id"] = Own + dataset.Name,
                ["@context"] = Fields(dataset),
            };
        }

        return ExportJson.Write(new JsonObject { ["@context"] = context });
    }

    private static JsonObject Fields(ExportDataset dataset)
    {
        var fields = new JsonObject
        {
            ["@propagate"] = true,
            ["records"] = new JsonObject { ["@id"] = Own + "records", ["@container"] = "@set" },
            ["retention"] = null,
            ["$retention"] = null,
        };
        foreach (var (path, field) in dataset.Flatten().DistinctBy(field => field.Field.Name))
        {
            fields[field.Name] = Term(field) ?? $"{Own}{dataset.Name}.{path}";
        }

        return fields;
    }

    private static string? Term(ExportField field)
        => field.Category is not { } category ? null
            : SchemaTerms.TryGetValue(category, out var term) ? SchemaOrg + term
            : DpvTerms.Of(category);
}
