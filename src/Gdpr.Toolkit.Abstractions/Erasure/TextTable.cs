namespace Gdpr.Toolkit.Erasure;

/// <summary>Writes rows of cells as plain text, in columns that are as wide as they must be.</summary>
internal static class TextTable
{
    /// <returns>Lines that end as those of the operating system do.</returns>
    public static string Write(string[] header, IEnumerable<string[]> rows)
    {
        var all = rows.Prepend(header).ToList();
        var widths = header.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        return string.Concat(all.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd() + Environment.NewLine));
    }
}
