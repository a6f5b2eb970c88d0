using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Gdpr.Toolkit.Export;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>Looks for texts of others in files: as they are, and as JSON, CSV and HTML write them.</summary>
internal sealed class ForeignTexts
{
    // What is shorter stands anywhere by chance.
    private const int MinimumLength = 8;

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly ILookup<string, string> _places;
    private readonly SearchValues<string> _anyOfThem;

    public ForeignTexts(IEnumerable<MarkedText> texts)
    {
        _places = texts
            .Where(text => text.Value.Length >= MinimumLength)
            .SelectMany(text => Spellings(text.Value).Select(spelling => (Spelling: spelling, text.Place)))
            .Distinct()
            .ToLookup(text => text.Spelling, text => text.Place, StringComparer.Ordinal);
        _anyOfThem = SearchValues.Create([.. _places.Select(place => place.Key)], StringComparison.Ordinal);
    }

    /// <summary>Gets where the texts are from that stand in a file, each place once.</summary>
    public IEnumerable<string> In(string file)
        => file.AsSpan().ContainsAny(_anyOfThem)
            ? _places.Where(text => file.Contains(text.Key, StringComparison.Ordinal)).SelectMany(text => text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            : [];

    private static IEnumerable<string> Spellings(string text)
        => new[]
        {
            text,
            JsonEncodedText.Encode(text, ExportJson.Encoder).ToString(),
            text.Replace("\"", "\"\"", StringComparison.Ordinal),
            Html.Encode(text),
        }.Distinct(StringComparer.Ordinal);
}
