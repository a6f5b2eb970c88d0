using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving;

/// <summary>As <see cref="GraphTests"/>, for the ways in which a row itself can be built: a class of its own, so that both run at once.</summary>
[TakesMinutes]
public class PartTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public Task Inheritance(TestDatabase database) => Proof.RunAsync<InheritedContext>(database);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public Task Owned_and_complex_parts_and_documents(TestDatabase database) => Proof.RunAsync<PartsContext>(database);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public Task Types_and_lengths(TestDatabase database) => Proof.RunAsync<TypesContext>(database);
}
