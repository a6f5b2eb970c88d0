using System.Text;
using Gdpr.Toolkit.Documents;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes <c>README.txt</c>: what the package is and how to check it, in both languages, for whoever does not open the page.</summary>
internal static class ReadMeDocument
{
    public const string Path = "README.txt";

    public const string Command
        = "openssl cms -verify -binary -inform DER -in manifest.p7s -content manifest.json -CAfile issuer.pem -purpose any -out /dev/null";

    public static byte[] Write(ExportFacts facts)
    {
        var text = new StringBuilder();
        foreach (var language in new[] { DocumentLanguage.English, DocumentLanguage.Swedish })
            Write(text, DocumentTexts.In(language), facts);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, DocumentTexts texts, ExportFacts facts)
    {
        var title = texts.Of(facts.Summary.Profile);
        text.Append(title).Append('\n').Append('=', title.Length).Append("\n\n");
        if (!facts.Summary.IsComplete)
            text.Append(texts["Export.Incomplete"]).Append("\n\n");
        if (facts.Summary.HoldsNothing)
            text.Append(texts["Export.Nothing"]).Append("\n\n");
        text.Append(texts["Export.Created"]).Append(": ").Append(ExportManifest.Timestamp(facts.CreatedAt)).Append('\n');
        if (facts.Controller is { } controller)
            text.Append(texts["Export.Controller"]).Append(": ").AppendJoin(", ", new[] { controller.Name, controller.Contact }.OfType<string>()).Append('\n');
        text.Append("\nindex.html, information.json, omitted.json\n\n")
            .Append(texts["Export.Files"]).Append("\n\n")
            .Append(texts["Export.CheckText"]).Append("\n\n    ").Append(Command).Append("\n\n")
            .Append(texts["Right.Complaint"]).Append('\n').Append(texts["Export.Protect"]).Append("\n\n\n");
    }
}
