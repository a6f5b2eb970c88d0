using System.Buffers;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Looks for many values in one pass over a text of any length. Not thread-safe.</summary>
internal sealed class ValueSearch
{
    private const int Window = 16 * 1024;

    private static readonly SearchValues<char> Separators = SearchValues.Create(SearchForms.Separators);

    private readonly FormSet _plain;
    private readonly FormSet _numbers;
    private readonly int _overlap;
    private readonly char[] _buffer;
    private readonly char[] _compact;
    private FoundValues _found = new();

    public ValueSearch(IReadOnlyList<ErasedValue> values)
    {
        _plain = new FormSet(values.SelectMany((value, index) => SearchForms.Plain(value.Text).Select(form => (form, index))));
        _numbers = new FormSet(values
            .Select((value, index) => (Form: SearchForms.Number(value), index))
            .Where(value => value.Form is not null)
            .Select(value => (value.Form!, value.index)));
        // Between the digits of a number there may be as much again, and more.
        _overlap = Math.Max(_plain.Longest, 4 * _numbers.Longest);
        _buffer = new char[Window + _overlap];
        _compact = new char[_buffer.Length];
    }

    /// <summary>Finds which values stand in a text.</summary>
    public async ValueTask<FoundValues?> FindAsync(TextReader text, CancellationToken cancellationToken)
    {
        var kept = 0;
        while (await text.ReadBlockAsync(_buffer.AsMemory(kept, Window), cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            var length = WithoutZeros(kept, read);
            Find(_buffer.AsSpan(0, length));
            kept = Math.Min(_overlap, length);
            _buffer.AsSpan(length - kept, kept).CopyTo(_buffer);
        }

        return TakeFound();
    }

    /// <summary>Hands over what was found; most places hold nothing, and cost nothing.</summary>
    private FoundValues? TakeFound()
    {
        if (_found.All.Count == 0)
        {
            return null;
        }

        var found = _found;
        _found = new FoundValues();
        return found;
    }

    /// <summary>Leaves out what makes UTF-16 of ASCII.</summary>
    private int WithoutZeros(int kept, int read)
    {
        var length = kept;
        for (var index = kept; index < kept + read; index++)
        {
            if (_buffer[index] != '\0')
            {
                _buffer[length++] = _buffer[index];
            }
        }

        return length;
    }

    private void Find(ReadOnlySpan<char> text)
    {
        _plain.Find(text, _found);
        if (_numbers.Longest > 0 && text.ContainsAnyInRange('0', '9'))
        {
            _numbers.Find(WithoutSeparators(text), _found);
        }
    }

    private ReadOnlySpan<char> WithoutSeparators(ReadOnlySpan<char> text)
    {
        var length = 0;
        foreach (var character in text)
        {
            if (!Separators.Contains(character))
            {
                _compact[length++] = character;
            }
        }

        return _compact.AsSpan(0, length);
    }
}
