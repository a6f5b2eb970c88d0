namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds the tables that SQL writes to, wherever in it the statement stands: also after others, or in a common table expression.</summary>
/// <remarks>
/// Sees INSERT, REPLACE, UPDATE, DELETE, MERGE, TRUNCATE and COPY … FROM, and the bodies of DO. What procedures, triggers and strings
/// that a statement executes do is not seen.
/// </remarks>
internal sealed class WrittenTables
{
    private const int DeepestBody = 4;

    private readonly IReadOnlyList<SqlToken> _tokens;
    private readonly SqlDialect _dialect;
    private readonly int _depth;
    private readonly List<WrittenTable> _found = [];

    private WrittenTables(string sql, SqlDialect dialect, int depth)
    {
        _tokens = SqlTokenizer.Read(sql, dialect);
        _dialect = dialect;
        _depth = depth;
    }

    public static IReadOnlyList<WrittenTable> In(string sql, SqlDialect dialect) => In(sql, dialect, depth: 0);

    private static List<WrittenTable> In(string sql, SqlDialect dialect, int depth)
    {
        var tables = new WrittenTables(sql, dialect, depth);
        for (var position = 0; position < tables._tokens.Count; position++)
        {
            tables.Look(position);
        }

        return tables._found;
    }

    private void Look(int position)
    {
        var token = _tokens[position];
        if (token.Kind != SqlTokenKind.Word)
        {
            return;
        }

        var next = position + 1;
        switch (token.Text.ToUpperInvariant())
        {
            case "INSERT":
                AddAfter("INTO", AfterConflictClause(next), "INSERT");
                break;
            case "REPLACE":
                AddAfter("INTO", next, "REPLACE");
                break;
            case "MERGE":
                AddAfter("INTO", next, "MERGE");
                break;
            case "DELETE":
                AddAfter("FROM", next, "DELETE");
                break;
            case "UPDATE":
                LookAtUpdate(AfterConflictClause(next));
                break;
            case "TRUNCATE":
                LookAtTruncate(Is(next, "TABLE") ? next + 1 : next);
                break;
            case "COPY":
                LookAtCopy(Is(next, "BINARY") && IsName(next + 1) && !Is(next + 1, "FROM") ? next + 1 : next);
                break;
            case "DO":
                LookIntoBody(Is(next, "LANGUAGE") ? next + 2 : next);
                break;
            default:
                break;
        }
    }

    // FOR UPDATE OF, ON UPDATE SET NULL, DO UPDATE SET, CREATE TRIGGER … UPDATE ON: these name no table to write to.
    private void LookAtUpdate(int position)
    {
        if (!Is(position, "SET") && !Is(position, "ON") && !Is(position, "OF"))
        {
            Add("UPDATE", position);
        }
    }

    private void LookAtTruncate(int position)
    {
        for (var next = Add("TRUNCATE", position); next > 0;)
        {
            next = Symbol(next, '*') ? next + 1 : next;
            next = Symbol(next, ',') ? Add("TRUNCATE", next + 1) : -1;
        }
    }

    private void LookAtCopy(int position)
    {
        var next = ReadName(position, out var schema, out var name);
        if (next > 0 && Is(AfterColumns(next), "FROM"))
        {
            _found.Add(new WrittenTable("COPY", schema, name));
        }
    }

    private int AfterColumns(int position)
    {
        if (!Symbol(position, '('))
        {
            return position;
        }

        do
        {
            position++;
        }
        while (IsName(position) || Symbol(position, ','));

        return position + 1;
    }

    private void LookIntoBody(int position)
    {
        if (position < _tokens.Count && _tokens[position].Kind == SqlTokenKind.Text)
        {
            _found.AddRange(_depth < DeepestBody
                ? In(_tokens[position].Text, _dialect, _depth + 1)
                : [new WrittenTable("DO", Schema: null, Name: null)]);
        }
    }

    /// <summary>Skips the OR REPLACE, OR IGNORE… of SQLite.</summary>
    private int AfterConflictClause(int position) => Is(position, "OR") ? position + 2 : position;

    private void AddAfter(string keyword, int position, string statement)
    {
        if (Is(position, keyword))
        {
            Add(statement, position + 1);
        }
    }

    /// <summary>Takes the name that stands at a position.</summary>
    /// <returns>The position behind it, or -1 if there is none.</returns>
    private int Add(string statement, int position)
    {
        var next = ReadName(position, out var schema, out var name);
        if (next > 0)
        {
            _found.Add(new WrittenTable(statement, schema, name));
        }

        return next;
    }

    private int ReadName(int position, out string? schema, out string? name)
    {
        schema = name = null;
        var hasParenthesis = false;
        if (Is(position, "ONLY") && (IsName(position + 1) || Symbol(position + 1, '(')))
        {
            hasParenthesis = Symbol(position + 1, '(');
            position += hasParenthesis ? 2 : 1;
        }

        if (!IsName(position))
        {
            return -1;
        }

        name = NameAt(position++);
        while (Symbol(position, '.') && IsName(position + 1))
        {
            (schema, name) = (name, NameAt(position + 1));
            position += 2;
        }

        return hasParenthesis && Symbol(position, ')') ? position + 1 : position;
    }

    private string? NameAt(int position) => _tokens[position] is { Kind: not SqlTokenKind.Escaped, Text: var text } ? text : null;

    private bool IsName(int position) => position < _tokens.Count
        && (_tokens[position].Kind is SqlTokenKind.Word or SqlTokenKind.Quoted or SqlTokenKind.Escaped
            || (_tokens[position].Kind == SqlTokenKind.Text && _dialect == SqlDialect.General));

    private bool Is(int position, string keyword) => position < _tokens.Count && _tokens[position].IsWord(keyword);

    private bool Symbol(int position, char symbol) => position < _tokens.Count && _tokens[position].IsSymbol(symbol);
}
