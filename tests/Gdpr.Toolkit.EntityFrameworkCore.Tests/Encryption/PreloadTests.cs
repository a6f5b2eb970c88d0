using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>How many look-ups of keys reading costs, in numbers that were promised.</summary>
public class PreloadTests
{
    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task A_thousand_people_are_one_look_up(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, 1_000, ownKeyDatabase);
        await using var cold = host.StartAnother();
        await using var scope = cold.NewScope();

        await scope.Context.PreloadKeysAsync(Enumerable.Range(1, 1_000).Select(id => DataSubject.Of<Person>(id)));
        var people = await scope.Context.People.AsNoTracking().ToListAsync();

        Assert.Equal(1_000, people.Count);
        Assert.All(people, row => Assert.Equal($"n{row.Id}", row.Name));
        Assert.Equal(1, LookUps(scope));
    }

    [Theory]
    [OnSqlite]
    public async Task A_hundred_thousand_people_in_a_row_are_four_hundred_look_ups_and_a_thousand_scattered_ones_ten(TestDatabase database)
    {
        const int People = 100_000;
        await using var host = await StartAsync(database, People, ownKeyDatabase: false);
        await using (var cold = host.StartAnother())
        await using (var scope = cold.NewScope())
        {
            var read = 0;
            await foreach (var person in scope.Context.People.AsNoTracking().OrderBy(row => row.Id).AsAsyncEnumerable())
            {
                Assert.Equal($"n{person.Id}", person.Name);
                read++;
            }

            Assert.Equal(People, read);
            Assert.InRange(LookUps(scope), 1, 400);
        }

        await using var other = host.StartAnother();
        await using var scattered = other.NewScope();
        var ids = Enumerable.Range(0, 1_000).Select(i => 1 + (int)(i * 77_377L % People)).ToList();
        await scattered.Context.PreloadKeysAsync(ids.Select(id => DataSubject.Of<Person>(id)));
        var found = await scattered.Context.People.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync();
        Assert.Equal(1_000, found.Count);
        Assert.All(found, row => Assert.Equal($"n{row.Id}", row.Name));
        Assert.InRange(LookUps(scattered), 1, 10);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task People_without_a_key_and_erased_ones_are_passed_over(TestDatabase database)
    {
        await using var host = await StartAsync(database, 2, ownKeyDatabase: false);
        await using (var erasing = host.NewScope())
        {
            await erasing.Erasure.EraseAsync(await erasing.Erasure.PlanAsync(DataSubject.Of<Person>(1)));
        }

        await using var cold = host.StartAnother();
        await using var scope = cold.NewScope();
        await scope.Context.PreloadKeysAsync([DataSubject.Of<Person>(1), DataSubject.Of<Person>(2), DataSubject.Of<Person>(4711)]);

        Assert.Equal(1, GdprRuntime.Of(scope.Context.GetService<IDbContextOptions>()).Keys.Count);
    }

    [Fact]
    public async Task Only_people_of_the_model_have_keys()
    {
        await using var host = await StartAsync(TestDatabase.Sqlite, 1, ownKeyDatabase: false);
        await using var scope = host.NewScope();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.PreloadKeysAsync([DataSubject.Of<Uri>(1)]));
        Assert.Contains("Uri", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.PreloadKeysAsync([DataSubject.Of<Person>("one")]));
    }

    private static int LookUps(TestScope<NotesContext> scope) => scope.Context.GetService<SubjectKeyring>().LookUps;

    private static async Task<TestHost<NotesContext>> StartAsync(TestDatabase database, int people, bool ownKeyDatabase)
    {
        var host = await TestHost<NotesContext>.StartAsync(database, options => options.OwnKeyDatabase = ownKeyDatabase);
        foreach (var batch in Enumerable.Range(1, people).Chunk(10_000))
        {
            await using var scope = host.NewScope();
            scope.Context.AddRange(batch.Select(id => new Person { Id = id, Name = $"n{id}" }));
            await scope.Context.SaveChangesAsync();
        }

        return host;
    }
}
