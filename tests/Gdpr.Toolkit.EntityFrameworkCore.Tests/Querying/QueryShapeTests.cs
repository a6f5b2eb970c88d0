using System.Text.Json;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

public class QueryShapeTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_allowed_query_gives_what_a_plain_database_gives(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var plain = people.NewPlain();
        await using var scope = people.NewScope();

        var failures = AllowedShapes.All
            .Select(shape => (shape.Name, Expected: Result(shape.Run, plain), Actual: Result(shape.Run, scope.Context)))
            .Where(result => result.Expected != result.Actual || result.Expected.StartsWith('!'))
            .Select(result => $"{result.Name}: expected {result.Expected}, got {result.Actual}")
            .ToList();

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_other_query_is_refused_by_the_name_of_the_property(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var scope = people.NewScope();

        var failures = RefusedShapes.All
            .Select(shape => (shape.Name, shape.Error, Actual: Result(shape.Run, scope.Context)))
            .Where(result => !result.Actual.StartsWith("!InvalidOperationException", StringComparison.Ordinal)
                || !result.Actual.Contains(result.Error, StringComparison.Ordinal))
            .Select(result => $"{result.Name}: got {result.Actual}")
            .ToList();

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Entities_are_reloaded_with_their_indexes(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var scope = people.NewScope();
        var alma = await scope.Context.People.SingleAsync(p => p.Email == "alma@people.test");
        alma.Email = "other@people.test";

        var stored = await scope.Context.Entry(alma).GetDatabaseValuesAsync();
        await scope.Context.Entry(alma).ReloadAsync();

        Assert.Equal("alma@people.test", stored![nameof(Person.Email)]);
        Assert.Equal("alma@people.test", alma.Email);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Raw_sql_can_be_composed_upon(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var scope = people.NewScope();
        var email = "alma@people.test";

        var found = await scope.Context.People.FromSql($"SELECT * FROM \"People\"").SingleAsync(p => p.Email == email);

        Assert.Equal("Alma", found.Name);
    }

    private static string Result(Func<PeopleContext, object?> run, PeopleContext context)
    {
        try
        {
            context.ChangeTracker.Clear();
            return JsonSerializer.Serialize(run(context));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"!{exception.GetType().Name}: {exception.Message}";
        }
    }
}
