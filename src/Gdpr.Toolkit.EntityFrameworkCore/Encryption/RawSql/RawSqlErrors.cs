using Gdpr.Toolkit.Telemetry;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What raw SQL may not do, said with the table's name and the way out.</summary>
internal static class RawSqlErrors
{
    public static InvalidOperationException Refused(WrittenTable written)
    {
        GdprMeters.QueriesRefused.Add(1, new KeyValuePair<string, object?>(GdprTags.Query, GdprTags.RawSql));
        return new InvalidOperationException(
            (written.Name is { } name
                ? $"This SQL writes ({written.Statement}) to '{name}', a table with personal data or the toolkit's own records, "
                : $"This SQL writes ({written.Statement}) to a table whose name cannot be told, ")
            + "past encryption, soft-erasure and key handling. Use SaveChanges, ExecuteUpdate or ExecuteDelete; "
            + "or say why it is right: using (context.AllowRawSql(\"…\")) { … }. See docs/guards.md.");
    }
}
