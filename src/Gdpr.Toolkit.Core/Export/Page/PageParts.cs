using System.Globalization;
using System.Reflection;
using Gdpr.Toolkit.Documents;

namespace Gdpr.Toolkit.Export;

/// <summary>What stands on the page before and after the data.</summary>
internal static class PageParts
{
    private static readonly string Style = Read("Export/page.css");

    public static void WriteHead(HtmlWriter html, ExportFacts facts, DocumentLanguage language)
    {
        var (code, isSwedish) = language == DocumentLanguage.Swedish ? ("sv", true) : ("en", false);
        html.Markup($"<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
            .Text(BilingualText.Of(facts.Summary.Profile).In(language))
            .Markup($"</title>\n<style>\n{Style}</style>\n</head>\n<body>\n<header>\n")
            .Markup("<fieldset><legend>").Both("Export.Language").Markup("</legend>")
            .Markup($"<label><input type=\"radio\" name=\"language\" id=\"show-en\"{(isSwedish ? "" : " checked")}> English</label>")
            .Markup($"<label><input type=\"radio\" name=\"language\" id=\"show-sv\"{(isSwedish ? " checked" : "")}> Svenska</label></fieldset>\n<h1>")
            .Both(BilingualText.Of(facts.Summary.Profile)).Markup("</h1>\n");
        if (!facts.Summary.IsComplete)
            html.Markup("<p class=\"notice\">").Both("Export.Incomplete").Markup("</p>\n");
        html.Markup("</header>\n<main>\n");
        About(html, facts);
        Sources(html, facts.Summary);
        if (facts.Information is { } information)
            InformationPart.Write(html, information);
        html.Markup("<section>\n<h2 id=\"data\">").Both("Export.Contents").Markup("</h2>\n");
    }

    public static void WriteTail(HtmlWriter html, ExportFacts facts)
    {
        html.Markup("</section>\n");
        Omissions(html, facts.Summary.Omissions);
        html.Markup("<section>\n<h2 id=\"check\">").Both("Export.Check").Markup("</h2>\n<p>").Both("Export.CheckText")
            .Markup("</p>\n<pre>").Text(ReadMeDocument.Command).Markup("</pre>\n<p>").Both("Export.Files").Markup("</p>\n<p>").Both("Export.Protect")
            .Markup("</p>\n</section>\n</main>\n</body>\n</html>\n");
    }

    /// <summary>Writes a table of which the first cell of each row is its heading.</summary>
    public static void Table(HtmlWriter html, string labelledBy, IEnumerable<string> columns, IEnumerable<IReadOnlyList<Action>> rows)
    {
        html.Markup($"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{labelledBy}\"><table><thead><tr>");
        foreach (var column in columns)
            html.Markup("<th scope=\"col\">").Both(column).Markup("</th>");
        html.Markup("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            html.Markup("<tr>");
            for (var index = 0; index < row.Count; index++)
            {
                html.Markup(index == 0 ? "<th scope=\"row\">" : "<td>");
                row[index]();
                html.Markup(index == 0 ? "</th>" : "</td>");
            }

            html.Markup("</tr>\n");
        }

        html.Markup("</tbody></table></div>\n");
    }

    private static void About(HtmlWriter html, ExportFacts facts)
    {
        html.Markup("<section>\n<h2 id=\"about\">").Both("Export.About").Markup("</h2>\n<dl>\n");
        Entry(html, "Export.Created", ExportManifest.Timestamp(facts.CreatedAt));
        Entry(html, "Export.Id", facts.Summary.ExportId);
        Entry(html, "Export.Request", facts.RequestId);
        Entry(html, "Export.Controller", facts.Controller?.Name);
        Entry(html, "Export.OrganisationNumber", facts.Controller?.OrganisationNumber);
        Entry(html, "Export.Address", facts.Controller?.Address);
        Entry(html, "Export.Contact", facts.Controller?.Contact);
        Entry(html, "Export.Officer", facts.Controller?.DataProtectionOfficer);
        Entry(html, "Export.Authority", facts.Controller?.SupervisoryAuthority);
        html.Markup("</dl>\n");
        if (facts.Summary.HoldsNothing)
            html.Markup("<p class=\"notice\">").Both("Export.Nothing").Markup("</p>\n");
        html.Markup("</section>\n");
    }

    private static void Entry(HtmlWriter html, string name, string? value)
    {
        if (value is not null)
            html.Markup("<dt>").Both(name).Markup("</dt><dd>").Text(value).Markup("</dd>\n");
    }

    private static void Sources(HtmlWriter html, ExportSummary summary)
    {
        html.Markup("<section>\n<h2 id=\"sources\">").Both("Export.Sources").Markup("</h2>\n");
        Table(html, "sources", ["Export.Source", "Export.Status", "Export.Records", "Export.File"], summary.Sources.Select(source => (IReadOnlyList<Action>)
        [
            () => html.Text(source.Name),
            () => html.Both(BilingualText.Of(source.Status)),
            () => html.Text(source.Records.ToString(CultureInfo.InvariantCulture)),
            () => Link(html, source.Path),
        ]));
        html.Markup("</section>\n");
    }

    // Paths are made of public names only, which have no character that a URL would need encoded.
    private static void Link(HtmlWriter html, string? path)
    {
        if (path is not null)
            html.Markup("<a href=\"").Text(path).Markup("\">").Text(path).Markup("</a>");
    }

    private static void Omissions(HtmlWriter html, IReadOnlyCollection<ExportOmission> omissions)
    {
        html.Markup("<section>\n<h2 id=\"omitted\">").Both("Export.Omitted").Markup("</h2>\n");
        if (omissions.Count == 0)
            html.Markup("<p>").Both("Export.NothingOmitted").Markup("</p>\n");
        else
        {
            Table(html, "omitted", ["Export.Source", "Export.Field", "Export.Reason", "Export.Values"], omissions.Select(omission => (IReadOnlyList<Action>)
            [
                () => html.Text(omission.Entity),
                () => Field(html, omission.Field),
                () => html.Both(BilingualText.Of(omission.Reason)),
                () => html.Text(ExportValue.Text(omission.Values)),
            ]));
        }

        html.Markup("</section>\n");
    }

    private static void Field(HtmlWriter html, string field)
        => html.Both(field == ExportOmission.Everything ? BilingualText.Of("Export.Everything") : BilingualText.Same(field));

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
