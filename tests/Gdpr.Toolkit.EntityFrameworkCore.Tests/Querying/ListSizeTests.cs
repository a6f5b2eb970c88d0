using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

public class ListSizeTests
{
    [Theory]
    [OnSqlite(0)]
    [OnSqlite(1)]
    [OnSqlite(2)]
    [OnSqlite(2_099)]
    [OnSqlite(5_000)]
    [OnPostgres(0)]
    [OnPostgres(1)]
    [OnPostgres(2)]
    [OnPostgres(2_099)]
    [OnPostgres(5_000)]
    [OnPostgres(40_000)]
    public async Task Lists_of_any_size_find_what_they_find_in_plain_data(TestDatabase database, int size)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var plain = people.NewPlain();
        await using var scope = people.NewScope();
        var emails = Enumerable.Range(0, size).Select(i => i == size / 2 ? "alma@people.alt" : $"{i}@people.test").ToList();
        List<string?> withNull = [.. emails, null];

        Assert.Equal(Found(plain, emails, withNull), Found(scope.Context, emails, withNull));
    }

    private static List<List<int>> Found(PeopleContext context, List<string> emails, List<string?> withNull) =>
    [
        Ids(context.People.Where(p => emails.Contains(p.SecondEmail!))),
        Ids(context.People.Where(p => !emails.Contains(p.SecondEmail!))),
        Ids(context.People.Where(p => withNull.Contains(p.SecondEmail))),
        Ids(context.People.Where(p => !withNull.Contains(p.SecondEmail))),
    ];

    private static List<int> Ids(IQueryable<Person> people) => [.. people.Select(p => p.Id).OrderBy(id => id)];
}
