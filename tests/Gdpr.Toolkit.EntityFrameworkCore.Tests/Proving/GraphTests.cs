using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving;

/// <summary>
/// For 504 random graphs, with those of <see cref="PartTests"/>: an export holds all that is marked as one person's and nothing of
/// others, and an erasure leaves none of their texts in any column and changes nobody else's rows.
/// </summary>
[TakesMinutes]
public class GraphTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public Task Required_links(TestDatabase database) => Proof.RunAsync<RequiredContext>(database);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public Task Optional_links(TestDatabase database) => Proof.RunAsync<OptionalContext>(database);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public Task Circles(TestDatabase database) => Proof.RunAsync<CyclicContext>(database);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public Task Many_to_many(TestDatabase database) => Proof.RunAsync<ManyContext>(database);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public Task Shared_rows(TestDatabase database) => Proof.RunAsync<SharedContext>(database);
}
