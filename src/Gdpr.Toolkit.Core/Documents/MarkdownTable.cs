using System.Text;

namespace Gdpr.Toolkit.Documents;

/// <summary>Writes a table in Markdown. What stands in a cell is text, whatever characters it has.</summary>
internal static class MarkdownTable
{
    private const string Special = "\\`*_[]|#~";

    public static void Write(StringBuilder text, IReadOnlyCollection<string> columns, IEnumerable<IReadOnlyCollection<string>> rows)
    {
        Row(text, columns.Select(Escape));
        Row(text, columns.Select(_ => "---"));
        foreach (var row in rows)
            Row(text, row.Select(Escape));
    }

    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var character in value)
        {
            _ = character switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                _ when char.IsControl(character) || character is '\u2028' or '\u2029' => escaped.Append(' '),
                _ when Special.Contains(character, StringComparison.Ordinal) => escaped.Append('\\').Append(character),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
