using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes HTML: markup of ours as it is, everything else encoded.</summary>
internal sealed class HtmlWriter(Stream destination) : IDisposable
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StreamWriter _writer = new(destination, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);

    /// <summary>Writes markup. Never a value: only constants and numbers of ours.</summary>
    public HtmlWriter Markup(string markup)
    {
        _writer.Write(markup);
        return this;
    }

    /// <summary>Writes a text, whatever characters it has.</summary>
    public HtmlWriter Text(string text)
    {
        Encoder.Encode(_writer, text);
        return this;
    }

    /// <summary>Writes a text in both languages, of which one is shown.</summary>
    public HtmlWriter Both(PurposeText text)
        => text.Swedish == text.English
            ? Text(text.English)
            : Markup("<span lang=\"en\">").Text(text.English).Markup("</span><span lang=\"sv\">").Text(text.Swedish).Markup("</span>");

    public HtmlWriter Both(string name) => Both(BilingualText.Of(name));

    public void Flush() => _writer.Flush();

    public void Dispose() => _writer.Dispose();
}
