using System.Text;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Splits SQL into words, names, strings and symbols; whitespace and comments are left out. Takes any text, and linear time.</summary>
internal sealed partial class SqlTokenizer(string sql, SqlDialect dialect)
{
    private readonly List<SqlToken> _tokens = [];

    private int _position;

    private bool IsPostgreSql => dialect == SqlDialect.PostgreSql;

    public static IReadOnlyList<SqlToken> Read(string sql, SqlDialect dialect)
    {
        var tokenizer = new SqlTokenizer(sql, dialect);
        while (tokenizer._position < sql.Length)
        {
            tokenizer.ReadNext();
        }

        return tokenizer._tokens;
    }

    private void ReadNext()
    {
        var current = sql[_position];
        if (IsSpace(current))
        {
            _position++;
        }
        else if (Follows("--"))
        {
            SkipLine();
        }
        else if (Follows("/*"))
        {
            SkipBlock();
        }
        else if (IsWordStart(current))
        {
            ReadWord();
        }
        else if (current == '\'')
        {
            Add(SqlTokenKind.Text, Delimited('\'', backslashEscapes: false));
        }
        else if (current == '"' || (current == '`' && !IsPostgreSql))
        {
            Add(SqlTokenKind.Quoted, Delimited(current, backslashEscapes: false));
        }
        else if (current == '[' && !IsPostgreSql)
        {
            ReadBracketed();
        }
        else if (current != '$' || !IsPostgreSql || !TryReadDollarQuoted())
        {
            Add(SqlTokenKind.Symbol, sql.Substring(_position++, 1));
        }
    }

    private void ReadWord()
    {
        var start = _position;
        SkipWord();
        var word = sql[start.._position];
        if (IsPostgreSql && word is "E" or "e" && Follows("'"))
        {
            Add(SqlTokenKind.Text, Delimited('\'', backslashEscapes: true));
        }
        else if (IsPostgreSql && word is "U" or "u" && Follows("&\""))
        {
            _position++;
            Add(SqlTokenKind.Escaped, Delimited('"', backslashEscapes: false));
        }
        else
        {
            Add(SqlTokenKind.Word, word);
        }
    }

    /// <summary>Reads up to the closing quote, which is doubled inside, or to the end.</summary>
    private string Delimited(char quote, bool backslashEscapes)
    {
        var text = new StringBuilder();
        for (_position++; _position < sql.Length; _position++)
        {
            if (sql[_position] == quote)
            {
                _position++;
                if (_position == sql.Length || sql[_position] != quote)
                {
                    return text.ToString();
                }
            }
            else if (backslashEscapes && sql[_position] == '\\' && _position + 1 < sql.Length)
            {
                _position++;
            }

            text.Append(sql[_position]);
        }

        return text.ToString();
    }

    private void ReadBracketed()
    {
        var end = sql.IndexOf(']', _position);
        var close = end < 0 ? sql.Length : end;
        Add(SqlTokenKind.Quoted, sql[(_position + 1)..close]);
        _position = Math.Min(close + 1, sql.Length);
    }

    private bool TryReadDollarQuoted()
    {
        var end = _position + 1;
        while (end < sql.Length && sql[end] != '$' && (end == _position + 1 ? IsWordStart(sql[end]) : IsWordPart(sql[end])))
        {
            end++;
        }

        if (end >= sql.Length || sql[end] != '$')
        {
            return false;
        }

        var tag = sql[_position..(end + 1)];
        var close = sql.IndexOf(tag, end + 1, StringComparison.Ordinal);
        Add(SqlTokenKind.Text, close < 0 ? sql[(end + 1)..] : sql[(end + 1)..close]);
        _position = close < 0 ? sql.Length : close + tag.Length;
        return true;
    }

    private void Add(SqlTokenKind kind, string text) => _tokens.Add(new SqlToken(kind, text));
}
