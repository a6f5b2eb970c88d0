using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Export;

/// <summary>The part of the page that says what the data is used for (GDPR Art. 15(1)(a)–(h), 15(2)).</summary>
internal static class InformationPart
{
    public static void Write(HtmlWriter html, ExportInformation information)
    {
        html.Markup("<section>\n<h2 id=\"information\">").Both("Export.Information").Markup("</h2>\n");
        Purposes(html, information);
        Origins(html, information);
        List(html, "Export.Transfers", [.. information.Purposes.SelectMany(purpose => purpose.Transfers).Distinct()], "Export.NoTransfers");
        List(html, "Export.Automated", [.. information.Purposes.Where(purpose => purpose.Purpose.AutomatedDecisions is not null).Select(Automated)], "Export.NoAutomated");
        List(html, "Export.Rights", [.. information.Rights.Select(right => BilingualText.Of($"Right.{right}"))], "Export.NoRecords");
        html.Markup("</section>\n");
    }

    private static void Purposes(HtmlWriter html, ExportInformation information)
    {
        html.Markup("<h3 id=\"purposes\">").Both("Export.Purposes").Markup("</h3>\n");
        PageParts.Table(
            html,
            "purposes",
            ["Export.Purpose", "Export.Basis", "Export.Categories", "Export.Recipients", "Export.Kept"],
            information.Purposes.Select(purpose => (IReadOnlyList<Action>)
            [
                () => Title(html, purpose),
                () => html.Both(purpose.Basis ?? BilingualText.Same("")),
                () => Categories(html, purpose.Categories),
                () => Recipients(html, purpose),
                () => html.Both(purpose.Kept),
            ]));
    }

    private static void Title(HtmlWriter html, PurposeInformation purpose)
    {
        html.Both(purpose.Title);
        if (purpose.Purpose.Description is { } description)
            html.Markup("<br>").Both(description);
    }

    private static void Recipients(HtmlWriter html, PurposeInformation purpose)
    {
        if (purpose.Recipients.Count == 0)
            html.Both("Export.NoRecipients");
        else
            html.Both(Joined(purpose.Recipients));
    }

    private static void Origins(HtmlWriter html, ExportInformation information)
    {
        html.Markup("<h3>").Both("Export.Origin").Markup("</h3>\n<ul>\n");
        foreach (var (origin, categories) in information.Origins)
        {
            html.Markup("<li>").Both(origin).Markup(": ");
            Categories(html, categories);
            html.Markup("</li>\n");
        }

        html.Markup("</ul>\n");
    }

    private static void Categories(HtmlWriter html, IEnumerable<PersonalDataCategory> categories) => html.Both(Joined([.. categories.Select(BilingualText.Of)]));

    private static PurposeText Joined(IReadOnlyCollection<PurposeText> texts)
        => BilingualText.Join(language => string.Join(", ", texts.Select(text => text.In(language))));

    private static PurposeText Automated(PurposeInformation purpose)
        => BilingualText.Join(language => $"{purpose.Title.In(language)}: {purpose.Purpose.AutomatedDecisions!.In(language)}");

    private static void List(HtmlWriter html, string heading, IReadOnlyCollection<PurposeText> items, string none)
    {
        html.Markup("<h3>").Both(heading).Markup("</h3>\n");
        if (items.Count == 0)
        {
            html.Markup("<p>").Both(none).Markup("</p>\n");
            return;
        }

        html.Markup("<ul>\n");
        foreach (var item in items)
            html.Markup("<li>").Both(item).Markup("</li>\n");
        html.Markup("</ul>\n");
    }
}
