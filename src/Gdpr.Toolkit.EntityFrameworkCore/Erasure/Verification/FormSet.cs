using System.Buffers;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Texts that are looked for together, each for one or more values. Thread-safe.</summary>
internal sealed class FormSet
{
    private const int StartLength = 4;

    private readonly SearchValues<string> _texts;
    private readonly Dictionary<string, List<Form>>.AlternateLookup<ReadOnlySpan<char>> _byStart;

    /// <param name="forms">Texts of at least four characters, with the number of the value that each is of.</param>
    public FormSet(IEnumerable<(string Text, int Value)> forms)
    {
        var all = forms.Where(form => form.Text.Length >= StartLength).Select(form => new Form(form.Text, form.Value)).ToList();
        _texts = SearchValues.Create([.. all.Select(form => form.Text).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
        _byStart = all.GroupBy(form => form.Text[..StartLength], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        Longest = all.Count == 0 ? 0 : all.Max(form => form.Text.Length);
    }

    public int Longest { get; }

    /// <summary>Finds which values stand in a text.</summary>
    public void Find(ReadOnlySpan<char> text, FoundValues found)
    {
        if (Longest == 0)
        {
            return;
        }

        var length = text.Length;
        for (var next = text.IndexOfAny(_texts); next >= 0; next = text.IndexOfAny(_texts))
        {
            text = text[next..];
            foreach (var form in _byStart[text[..StartLength]])
            {
                if (text.StartsWith(form.Text, StringComparison.OrdinalIgnoreCase))
                {
                    found.Add(form.Value, isWhole: form.Text.Length == length);
                }
            }

            text = text[1..];
        }
    }

    private sealed record Form(string Text, int Value);
}
