using System.Data.Common;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Tells tables that no migration has made from everything else that is wrong with a database.</summary>
internal static class MissingTables
{
    /// <remarks>SQLite has one code for all errors in SQL, and says which it is in English only.</remarks>
    public static bool AreCauseOf(DbException error)
        => error.SqlState is "42P01" or "42703"
            || error.Message.Contains("no such table", StringComparison.Ordinal)
            || error.Message.Contains("no such column", StringComparison.Ordinal);
}
