namespace Gdpr.Toolkit.Encryption;

/// <summary>How SQL is split into words.</summary>
internal enum SqlDialect
{
    /// <summary>Comments do not nest; identifiers stand in <c>"…"</c>, <c>[…]</c>, <c>`…`</c> and, as SQLite takes them, <c>'…'</c>.</summary>
    General,

    /// <summary>Comments nest; there are <c>E'…'</c>, <c>$tag$…$tag$</c> and <c>U&amp;"…"</c>, and brackets are subscripts.</summary>
    PostgreSql,
}
