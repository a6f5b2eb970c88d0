using Xunit;

namespace Gdpr.Toolkit.TestSupport;

/// <summary>A fact that needs a PostgreSQL server; skipped, with the reason, where none can be started.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Looks for the server's programs: xunit 2.9 can skip at discovery only.</summary>
    public PostgresFactAttribute() => Skip = PostgresBinaries.OnThisMachine.MissingReason;
}
