using System.Text;
using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Retention;

/// <summary>Writes a retention plan for people.</summary>
internal sealed class RetentionPlanMarkdown(DocumentLanguage language)
{
    private static readonly string[] Columns = ["Entity", "Category", "Fields", "Purpose", "Basis", "Period", "Anchor", "Expiry", "Recipients"];

    private readonly DocumentTexts _texts = DocumentTexts.In(language);
    private readonly RetentionWords _words = new(DocumentTexts.In(language));

    public string Write(IReadOnlyList<RetentionPlanLine> lines)
    {
        var text = new StringBuilder().Append("# ").Append(_texts["Plan.Title"]).Append('\n');
        if (lines.Count == 0)
            text.Append('\n').Append(_texts["Plan.Nothing"]).Append('\n');
        foreach (var people in lines.GroupBy(line => (line.Role, line.Kind)))
        {
            text.Append("\n## ").Append(MarkdownTable.Escape(Heading(people.Key.Role, people.Key.Kind))).Append("\n\n");
            MarkdownTable.Write(text, [.. Columns.Select(column => _texts[$"Plan.{column}"])], people.GroupBy(Row, Line));
        }

        return text.ToString();
    }

    private string Heading(DataSubjectRole role, string kind)
        => kind == role.ToString() ? _texts.Of(role) : $"{_texts.Of(role)} ({kind})";

    // Fields of which everything else is the same share a line.
    private static (string Entity, PersonalDataCategory Category, PurposeDefinition? Purpose, string? Period, string? From) Row(RetentionPlanLine line)
        => (line.Entity, line.Category, line.Purpose, line.OwnPeriod?.Text, line.OwnFrom);

    private string[] Line<TKey>(TKey key, IEnumerable<RetentionPlanLine> lines)
    {
        var line = lines.First();
        var fields = string.Join(", ", lines.Select(field => field.Property).Distinct());
        return
        [
            line.Entity, Category(line.Category), fields, Purpose(line.Purpose), Basis(line.Rule),
            _words.Period(line), _words.From(line.Rule?.Retention), _texts.Of(line.Rule?.Retention?.OnExpiry ?? ExpiryAction.Erase),
            string.Join("; ", line.Purpose?.Recipients.Select(Recipient) ?? []),
        ];
    }

    private string Category(PersonalDataCategory category) => category switch
    {
        { IsSpecialCategory: true } => _texts.Format("Plan.SpecialCategory", _texts.Of(category)),
        { IsCriminalData: true } => _texts.Format("Plan.CriminalData", _texts.Of(category)),
        _ => _texts.Of(category),
    };

    private string Purpose(PurposeDefinition? purpose) => purpose switch
    {
        null => _texts["Plan.NoPurpose"],
        { Title: { } title } => title.In(language),
        { Term: { } term } => _texts.Of(term),
        _ => purpose.Name,
    };

    private string Basis(PurposeRule? rule)
    {
        if (rule?.Basis is not { } basis)
            return "";
        return (rule.Law ?? rule.Interest) is { } reason ? $"{_texts.Of(basis)}: {reason}" : _texts.Of(basis);
    }

    private string Recipient(DataRecipient recipient)
    {
        string?[] facts = [_texts.Of(recipient.Kind), recipient.Country, recipient.Transfer is { } transfer ? _texts.Of(transfer) : null];
        return $"{recipient.Name} ({string.Join(", ", facts.Where(fact => fact is not null))})";
    }
}
