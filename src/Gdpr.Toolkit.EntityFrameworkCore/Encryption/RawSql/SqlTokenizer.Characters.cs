namespace Gdpr.Toolkit.Encryption;

/// <content>What separates tokens. SQLite and PostgreSQL take every character above ASCII for a letter.</content>
internal sealed partial class SqlTokenizer
{
    private const char ByteOrderMark = '\uFEFF';

    private static bool IsWordStart(char character) => char.IsAsciiLetter(character) || character == '_' || character >= '\u0080';

    private static bool IsWordPart(char character) => IsWordStart(character) || char.IsAsciiDigit(character) || character == '$';

    private bool IsSpace(char character)
        => character is ' ' or '\t' or '\n' or '\r' or '\f' or '\v' or '\0' || (character == ByteOrderMark && !IsPostgreSql);

    private bool Follows(string text) => string.CompareOrdinal(sql, _position, text, 0, text.Length) == 0;

    private void SkipWord()
    {
        while (_position < sql.Length && IsWordPart(sql[_position]))
        {
            _position++;
        }
    }

    // PostgreSQL ends the comment at a carriage return as well; SQLite goes on.
    private void SkipLine()
    {
        while (_position < sql.Length && sql[_position] != '\n' && (sql[_position] != '\r' || !IsPostgreSql))
        {
            _position++;
        }
    }

    private void SkipBlock()
    {
        var depth = 0;
        do
        {
            if (Follows("*/"))
            {
                depth--;
                _position += 2;
            }
            else if (Follows("/*") && (depth == 0 || IsPostgreSql))
            {
                depth++;
                _position += 2;
            }
            else
            {
                _position++;
            }
        }
        while (depth > 0 && _position < sql.Length);
    }
}
