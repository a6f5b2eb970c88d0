using System.Text.Json.Nodes;
using Gdpr.Toolkit.Documents;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes <c>information.json</c> (GDPR Art. 15(1)(a)–(h), 15(2)).</summary>
internal static class InformationDocument
{
    public const string Path = "information.json";

    public static byte[] Write(ExportFacts facts, ExportInformation information) => ExportJson.Write(new JsonObject
    {
        ["controller"] = Controller(facts.Controller),
        ["purposes"] = ExportJson.Array(information.Purposes.Select(Purpose)),
        ["origins"] = ExportJson.Array(information.Origins.Select(origin => new JsonObject
        {
            ["origin"] = ExportJson.Both(origin.Origin),
            ["categories"] = ExportJson.Names(origin.Categories),
        })),
        ["rights"] = ExportJson.Array(information.Rights.Select(right => new JsonObject
        {
            ["right"] = right,
            ["text"] = ExportJson.Both(BilingualText.Of($"Right.{right}")),
        })),
    });

    private static JsonObject? Controller(ControllerProfile? controller) => controller is null ? null : new JsonObject
    {
        ["name"] = controller.Name,
        ["organisationNumber"] = controller.OrganisationNumber,
        ["address"] = controller.Address,
        ["contact"] = controller.Contact,
        ["dataProtectionOfficer"] = controller.DataProtectionOfficer,
        ["supervisoryAuthority"] = controller.SupervisoryAuthority,
    };

    private static JsonObject Purpose(PurposeInformation information)
    {
        var purpose = information.Purpose;
        return new JsonObject
        {
            ["name"] = purpose.Name,
            ["title"] = ExportJson.Both(information.Title),
            ["description"] = purpose.Description is { } description ? ExportJson.Both(description) : null,
            ["term"] = purpose.Term is { } term ? DpvTerms.Of(term) : null,
            ["legalBasis"] = information.Rule?.Basis?.ToString(),
            ["interest"] = information.Rule?.Interest,
            ["law"] = information.Rule?.Law,
            ["categories"] = ExportJson.Names(information.Categories),
            ["recipients"] = ExportJson.Array(purpose.Recipients.Select(Recipient)),
            ["kept"] = ExportJson.Both(information.Kept),
            ["automatedDecisions"] = purpose.AutomatedDecisions is { } decisions ? ExportJson.Both(decisions) : null,
        };
    }

    private static JsonObject Recipient(DataRecipient recipient) => new()
    {
        ["name"] = recipient.Name,
        ["kind"] = recipient.Kind.ToString(),
        ["country"] = recipient.Country,
        ["safeguard"] = recipient.Transfer?.ToString(),
    };
}
