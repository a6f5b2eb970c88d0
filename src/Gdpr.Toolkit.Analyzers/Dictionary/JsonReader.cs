using System.Globalization;
using System.Text;

namespace Gdpr.Toolkit.Analyzers.Dictionary;

/// <summary>Reads JSON (RFC 8259) and remembers where every value stands. An analyzer brings no library along.</summary>
internal sealed class JsonReader
{
    private const int MaxDepth = 32;

    private readonly string _text;
    private int _at;

    private JsonReader(string text) => _text = text;

    /// <summary>Reads a text that holds one value.</summary>
    /// <exception cref="DictionaryException">It is not JSON.</exception>
    public static JsonValue Read(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.ReadValue(0);
        reader.SkipSpace();
        return reader._at == text.Length ? value : throw reader.Unexpected("the end of the file");
    }

    private JsonValue ReadValue(int depth)
    {
        if (depth > MaxDepth)
            throw new DictionaryException(_at, $"values are nested deeper than {MaxDepth} levels");

        SkipSpace();
        var start = _at;
        switch (Current)
        {
            case '{':
                return new JsonValue(start, JsonKind.Object, members: ReadMembers(depth));
            case '[':
                return new JsonValue(start, JsonKind.Array, items: ReadItems(depth));
            case '"':
                return new JsonValue(start, JsonKind.String, ReadString());
            default:
                var word = ReadWord();
                return word switch
                {
                    "null" => new JsonValue(start, JsonKind.Null, word),
                    "true" or "false" => new JsonValue(start, JsonKind.Boolean, word),
                    _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => new JsonValue(start, JsonKind.Number, word),
                    _ => throw new DictionaryException(start, "a value is expected: text in quotes, [ or {"),
                };
        }
    }

    private List<JsonMember> ReadMembers(int depth)
    {
        var members = new List<JsonMember>();
        _at++;
        SkipSpace();
        while (!Take('}'))
        {
            if (members.Count > 0)
                Expect(',', "a comma or }");
            SkipSpace();
            var start = _at;
            if (Current != '"')
                throw Unexpected("a name in quotes");
            var name = ReadString();
            SkipSpace();
            Expect(':', "a colon");
            members.Add(new JsonMember(name, start, ReadValue(depth + 1)));
            SkipSpace();
        }

        return members;
    }

    private List<JsonValue> ReadItems(int depth)
    {
        var items = new List<JsonValue>();
        _at++;
        SkipSpace();
        while (!Take(']'))
        {
            if (items.Count > 0)
                Expect(',', "a comma or ]");
            items.Add(ReadValue(depth + 1));
            SkipSpace();
        }

        return items;
    }

    private string ReadString()
    {
        var text = new StringBuilder();
        _at++;
        while (Current != '"')
        {
            if (Current < ' ')
                throw Unexpected("the closing quote");
            text.Append(Current == '\\' ? ReadEscape() : Current);
            _at++;
        }

        _at++;
        return text.ToString();
    }

    private char ReadEscape()
    {
        _at++;
        switch (Current)
        {
            case '"' or '\\' or '/':
                return Current;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 < _text.Length && ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                throw Unexpected("an escaped character");
        }
    }

    private string ReadWord()
    {
        var start = _at;
        while (char.IsLetterOrDigit(Current) || Current is '-' or '+' or '.')
            _at++;
        return _text.Substring(start, _at - start);
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
            _at++;
    }

    private bool Take(char expected)
    {
        if (Current != expected)
            return false;
        _at++;
        return true;
    }

    private void Expect(char expected, string what)
    {
        if (!Take(expected))
            throw Unexpected(what);
    }

    private DictionaryException Unexpected(string what)
        => new(_at, $"{what} is expected" + (_at < _text.Length ? "" : " where the file ends"));
}
