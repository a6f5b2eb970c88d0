using System.Linq.Expressions;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

public class ComparedValueTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Twenty_values_need_one_compilation(TestDatabase database)
    {
        var counter = new CompilationCounter();
        await using var people = await PeopleHost.StartAsync(database, options => options.AddInterceptors(counter));
        await using var scope = people.NewScope();
        counter.Count = 0;

        for (var i = 0; i < 20; i++)
        {
            var email = $"{i}@people.test";
            List<string> emails = [email, "alma@people.test"];
            Assert.Equal(0, await scope.Context.People.CountAsync(p => p.Email == email));
            Assert.Equal(1, await scope.Context.People.CountAsync(p => emails.Contains(p.Email)));
        }

        Assert.Equal(2, counter.Count);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Neither_values_nor_tags_stand_in_the_text_of_a_query(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var scope = people.NewScope();
        var context = scope.Context;
        string email = "alma@people.test";
        string[] emails = [email, "bert@people.test"];
        IQueryable<Person>[] queries =
        [
            context.People.Where(p => p.Email == email),
            context.People.Where(p => p.Email == "alma@people.test"),
            context.People.Where(p => p.Email == EF.Constant(email)),
            context.People.Where(p => emails.Contains(p.Email)),
            context.People.Where(p => new[] { "alma@people.test", "bert@people.test" }.Contains(p.Email)),
            context.People.Where(p => EF.Constant(emails).Contains(p.Email)),
            context.People.Where(p => p.Email == (p.Id > 1 ? "bert@people.test" : "alma@people.test")),
        ];

        foreach (var query in queries)
        {
            await using var command = query.CreateDbCommand();
            Assert.NotEmpty(command.Parameters);
            Assert.DoesNotContain("people.test", command.CommandText, StringComparison.Ordinal);
            Assert.DoesNotMatch("""(X'|\\x|'\\)[0-9A-Fa-f]{8}""", command.CommandText);
            Assert.DoesNotContain("people.test", query.ToQueryString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task No_log_of_a_query_with_a_variable_shows_the_value(TestDatabase database)
    {
        List<string> log = [];
        await using var people = await PeopleHost.StartAsync(
            database, options => options.EnableSensitiveDataLogging().LogTo(log.Add, Microsoft.Extensions.Logging.LogLevel.Trace));
        await using var scope = people.NewScope();
        var email = "alma@people.test";
        log.Clear();

        Assert.Equal(1, await scope.Context.People.CountAsync(p => p.Email == email));

        Assert.Contains(log, line => line.Contains("\"EmailIndex\" = @", StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.Contains(email, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Constants_are_in_no_log_of_the_database(TestDatabase database)
    {
        List<string> log = [];
        await using var people = await PeopleHost.StartAsync(database, options => options
            .EnableSensitiveDataLogging()
            .LogTo(log.Add, [CoreEventId.QueryExecutionPlanned, RelationalEventId.CommandExecuting, RelationalEventId.CommandExecuted]));
        await using var scope = people.NewScope();
        log.Clear();

        Assert.Equal(1, await scope.Context.People.CountAsync(p => p.Email == "alma@people.test"));
        Assert.Equal(1, await scope.Context.People.CountAsync(p => new[] { "alma@people.test", "x" }.Contains(p.Email)));

        Assert.NotEmpty(log);
        Assert.DoesNotContain(log, line => line.Contains("alma@people.test", StringComparison.Ordinal));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Lists_become_parameters_also_where_the_application_inlines_them(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database, options =>
        {
            if (database == TestDatabase.Sqlite)
            {
                options.UseSqlite(sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Constant));
            }
            else
            {
                options.UseNpgsql(npgsql => npgsql.UseParameterizedCollectionMode(ParameterTranslationMode.Constant));
            }
        });
        await using var scope = people.NewScope();
        string[] emails = ["alma@people.test", "x"];

        Assert.Equal(1, await scope.Context.People.CountAsync(p => emails.Contains(p.Email)));
        Assert.Equal(1, await scope.Context.People.CountAsync(p => emails.Any(e => e == p.Email)));
        Assert.Equal(3, await scope.Context.People.CountAsync(p => emails.All(e => e != p.Email)));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Compiled_queries_find_other_values_each_time(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        var byEmail = EF.CompileQuery((EncryptedPeople context, string email) => context.People.Where(p => p.Email == email).Select(p => p.Name));
        var byEmailAsync = EF.CompileAsyncQuery((EncryptedPeople context, string email) => context.People.Count(p => p.Email == email || p.Email == "bert@people.test"));
        await using var scope = people.NewScope();

        Assert.Equal("Alma", Assert.Single(byEmail(scope.Context, "alma@people.test")));
        Assert.Equal("Eve", Assert.Single(byEmail(scope.Context, "eve@people.test")));
        Assert.Equal(2, await byEmailAsync(scope.Context, "alma@people.test"));
        Assert.Equal(1, await byEmailAsync(scope.Context, "none@people.test"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task One_model_serves_databases_with_different_keys(TestDatabase database)
    {
        await using var first = await PeopleHost.StartAsync(database);
        await using var second = await PeopleHost.StartAsync(database);

        foreach (var people in new[] { first, second, first })
        {
            await using var scope = people.NewScope();
            Assert.Equal("Alma", await scope.Context.People.Where(p => p.Email == "alma@people.test").Select(p => p.Name).SingleAsync());
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Updates_and_deletions_of_rows_can_be_filtered(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var scope = people.NewScope();

        Assert.Equal(1, await scope.Context.People
            .Where(p => p.Email == "alma@people.test")
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.City, p => p.Email == "alma@people.test" ? "Paris" : "Rome")));
        Assert.Equal(2, await scope.Context.Orders.Where(o => o.Person.Email == "alma@people.test").ExecuteDeleteAsync());

        Assert.Equal("Paris", await scope.Context.People.Where(p => p.Id == 1).Select(p => p.City).SingleAsync());
        Assert.Equal("second", await scope.Context.Orders.Select(o => o.Note).SingleAsync());
    }

    private sealed class CompilationCounter : IQueryExpressionInterceptor
    {
        public int Count { get; set; }

        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
        {
            Count++;
            return queryExpression;
        }
    }
}
