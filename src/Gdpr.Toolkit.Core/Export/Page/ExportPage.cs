using System.Globalization;
using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Export;

/// <summary>The page of a package, <c>index.html</c>: both languages, no script, nothing from elsewhere.</summary>
/// <remarks>Tables are collected while rows are read, and wait encrypted until what stands before them is known.</remarks>
internal sealed class ExportPage : IDisposable
{
    public const string Path = "index.html";

    /// <summary>How many rows of a table the page shows: more than anybody reads, and few enough for any browser.</summary>
    public const int RowLimit = 1_000;

    private readonly EncryptedSpool _tables = new();
    private readonly HtmlWriter _html;
    private ExportDataset? _dataset;
    private IReadOnlyList<PurposeText> _columns = [];
    private int _rows;

    public ExportPage() => _html = new HtmlWriter(_tables);

    /// <summary>Gets whether another row would be shown.</summary>
    public bool IsOpen => _rows < RowLimit;

    public void BeginTable(ExportDataset dataset, IEnumerable<ExportColumn> columns, bool hasRetention)
    {
        _dataset = dataset;
        _columns = [.. columns.Select(column => column.Title), .. hasRetention ? [BilingualText.Of("Export.KeptUntil")] : Array.Empty<PurposeText>()];
        _rows = 0;
        _html.Markup($"<section>\n<h3 id=\"data-{dataset.Name}\">").Both(dataset.Title).Markup("</h3>\n");
    }

    public void Row(ReadOnlySpan<object?> cells)
    {
        if (!IsOpen)
            return;
        if (_rows++ == 0)
            BeginRows();
        _html.Markup("<tr>");
        foreach (var cell in cells)
        {
            _html.Markup("<td dir=\"auto\">");
            Cell(cell);
            _html.Markup("</td>");
        }

        _html.Markup("</tr>\n");
    }

    public void EndTable(int records)
    {
        if (_rows > 0)
            _html.Markup("</tbody></table></div>\n");
        else
            _html.Markup("<p>").Both("Export.NoRecords").Markup("</p>\n");
        if (records > _rows)
            _html.Markup("<p>").Both(BilingualText.Format("Export.First", _rows, records)).Markup("</p>\n");
        _html.Markup("</section>\n");
        _html.Flush();
    }

    /// <summary>Writes the whole page.</summary>
    public async Task WriteAsync(Stream destination, ExportFacts facts, DocumentLanguage language, CancellationToken cancellationToken)
    {
        await WritePartAsync(destination, html => PageParts.WriteHead(html, facts, language), cancellationToken).ConfigureAwait(false);
        await _tables.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
        await WritePartAsync(destination, html => PageParts.WriteTail(html, facts), cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _html.Dispose();
        _tables.Dispose();
    }

    private static async Task WritePartAsync(Stream destination, Action<HtmlWriter> write, CancellationToken cancellationToken)
    {
        using var part = new MemoryStream();
        using (var html = new HtmlWriter(part))
        {
            write(html);
        }

        await destination.WriteAsync(part.GetBuffer().AsMemory(0, (int)part.Length), cancellationToken).ConfigureAwait(false);
    }

    private void BeginRows()
    {
        // A region that scrolls can be reached with the keyboard.
        _html.Markup($"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"data-{_dataset!.Name}\"><table><thead><tr>");
        foreach (var column in _columns)
            _html.Markup("<th scope=\"col\">").Both(column).Markup("</th>");
        _html.Markup("</tr></thead><tbody>\n");
    }

    private void Cell(object? cell)
    {
        switch (cell)
        {
            case byte[] bytes:
                _html.Both(BilingualText.Format("Export.Bytes", bytes.Length.ToString(CultureInfo.InvariantCulture)));
                break;
            case WithheldCell:
                _html.Both("Export.Withheld");
                break;
            case PurposeText text:
                _html.Both(text);
                break;
            default:
                _html.Text(ExportValue.Text(cell));
                break;
        }
    }
}
