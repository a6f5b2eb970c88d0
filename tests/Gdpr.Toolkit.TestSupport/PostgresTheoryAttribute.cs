using Xunit;

namespace Gdpr.Toolkit.TestSupport;

/// <summary>A theory that needs a PostgreSQL server; skipped, with the reason, where none can be started.</summary>
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for the server's programs: xunit 2.9 can skip at discovery only.</summary>
    public PostgresTheoryAttribute() => Skip = PostgresBinaries.OnThisMachine.MissingReason;
}
