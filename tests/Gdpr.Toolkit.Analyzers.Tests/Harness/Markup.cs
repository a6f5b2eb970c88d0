using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>Source with <c>[|…|]</c> around every span that a rule must report.</summary>
internal sealed class Markup
{
    private Markup(string source, IReadOnlyList<TextSpan> spans)
    {
        Source = source;
        Spans = spans;
    }

    /// <summary>Gets the source without the marks.</summary>
    public string Source { get; }

    public IReadOnlyList<TextSpan> Spans { get; }

    public static Markup Parse(string text)
    {
        var source = new StringBuilder();
        var spans = new List<TextSpan>();
        var start = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsAt(text, i, "[|"))
            {
                start = source.Length;
                i++;
            }
            else if (IsAt(text, i, "|]"))
            {
                Assert.True(start >= 0, "A mark is closed that was not opened.");
                spans.Add(TextSpan.FromBounds(start, source.Length));
                start = -1;
                i++;
            }
            else
            {
                source.Append(text[i]);
            }
        }

        Assert.True(start < 0, "A mark is not closed.");
        return new Markup(source.ToString(), spans);
    }

    private static bool IsAt(string text, int index, string mark) => string.CompareOrdinal(text, index, mark, 0, mark.Length) == 0;
}
