using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

/// <summary>An erasure clears the tags of the values that it retains: they are values, though nothing finds them.</summary>
public class ClearedTagTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_value_without_a_tag_is_neither_null_nor_equal_to_another(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await people.Host.ExecuteRawAsync(
            """UPDATE "People" SET "EmailIndex" = NULL, "SecondEmailIndex" = NULL, "BirthDateIndex" = NULL WHERE "Id" IN (1, 2, 4)""");
        await using var scope = people.NewScope();
        var rows = scope.Context.People;
        string? none = null, alma = "alma@people.test";
        DateOnly? noDay = null;
        string?[] withNull = [null, "zoe@people.test"];

        // Alma (1) and Eve (4) have a second address without a tag, Bert (2) has none, Nobody (3) an empty one.
        Assert.Empty(await Ids(rows.Where(p => p.Email == none)));
        Assert.Equal([1, 2, 3, 4], await Ids(rows.Where(p => p.Email != none)));
        Assert.Equal([2], await Ids(rows.Where(p => p.SecondEmail == none)));
        Assert.Equal([1, 3, 4], await Ids(rows.Where(p => p.SecondEmail != none)));
        Assert.Equal([2], await Ids(rows.Where(p => Equals(p.SecondEmail, none))));
        Assert.Equal([1, 3, 4], await Ids(rows.Where(p => !Equals(p.SecondEmail, none))));
        Assert.Empty(await Ids(rows.Where(p => p.BirthDate == noDay)));
        Assert.Empty(await Ids(rows.Where(p => p.Email == alma)));
        Assert.Equal([1, 2, 3, 4], await Ids(rows.Where(p => p.Email != alma)));
        Assert.Equal([2], await Ids(rows.Where(p => p.SecondEmail == (p.Id > 0 ? none : alma))));
        Assert.Empty(await Ids(rows.Where(p => withNull.Contains(p.Email))));
        Assert.Equal([2], await Ids(rows.Where(p => withNull.Contains(p.SecondEmail))));
        Assert.Equal([1, 3, 4], await Ids(rows.Where(p => !withNull.Contains(p.SecondEmail))));
        Assert.Equal([2], await Ids(rows.Where(p => new[] { null, "zoe@people.test" }.Contains(p.SecondEmail))));
        Assert.Equal([2], await Ids(rows.Where(p => withNull.Any(e => e == p.SecondEmail))));
        Assert.Equal([3], await Ids(rows.Where(p => rows.Any(o => o.Email == p.Email))));
        Assert.Equal([2, 3], await Ids(rows.Where(p => rows.Any(o => o.SecondEmail == p.SecondEmail))));
        Assert.Equal([1, 4], await Ids(rows.Where(p => rows.All(o => o.SecondEmail != p.SecondEmail))));
        Assert.Equal([3], await Ids(rows.Where(p => rows.Any(o => o.BirthDate == p.BirthDate))));
        Assert.Equal([3], await Ids(rows.Where(p => rows.Select(o => o.Email).Contains(p.Email))));
        Assert.Equal([false, true, false, false], await rows.OrderBy(p => p.Id).Select(p => p.SecondEmail == none).ToListAsync());
    }

    private static Task<List<int>> Ids(IQueryable<Person> people) => people.Select(p => p.Id).OrderBy(id => id).ToListAsync();
}
