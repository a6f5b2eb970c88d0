using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>A process that destroys a key group is killed at every step.</summary>
[TakesMinutes]
public class KilledGroupDestructionTests
{
    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    public async Task What_was_noted_is_destroyed_and_what_was_not_is_still_there(TestDatabase database, bool ownKeyDatabase)
    {
        var steps = await CountStepsAsync(database, ownKeyDatabase);
        Assert.InRange(steps, 4, 16);
        var outcomes = new HashSet<long>();
        for (var step = 1; step <= steps; step++)
        {
            await using var host = await IndexRotationHost.StartAsync(database, ownKeyDatabase, people: 2);
            using (var child = Start(host, step))
            {
                Assert.Equal(137, await child.WaitAsync());
            }

            await using (var scope = host.Host.NewScope())
            {
                await scope.Erasure.ResumeAsync();
            }

            var tagged = await CountAsync(host, """SELECT COUNT("SegmentIndex") FROM "Accounts" WHERE "Id" = 1""");
            outcomes.Add(tagged);
            Assert.Equal(tagged, await LivingAsync(host) - 1);
            Assert.Equal(tagged == 1 ? 1 : null, await ReadAsync(host));
            await using (var scope = host.Host.NewScope())
            {
                await scope.KeyGroups.DestroyAsync(DataSubject.Of<Account>(1), "marketing");
            }

            Assert.Equal((0, 1), (await CountAsync(host, """SELECT COUNT("SegmentIndex") FROM "Accounts" WHERE "Id" = 1"""), await LivingAsync(host)));
            Assert.Null(await ReadAsync(host));
            Assert.Equal(0, await CountAsync(host, """SELECT COUNT(*) FROM "GdprKeyRevocations" """));
        }

        Assert.Equal([0L, 1L], outcomes.Order());
    }

    private static async Task<int?> ReadAsync(IndexRotationHost host)
    {
        await using var fresh = host.StartAnother();
        await using var scope = fresh.NewScope();
        var account = await scope.Context.Accounts.SingleAsync(row => row.Id == 1);
        Assert.Equal("person1@example.com", account.Email);
        return account.Segment;
    }

    private static async Task<long> LivingAsync(IndexRotationHost host)
        => (long)(await host.Host.RawKeyAsync("""SELECT COUNT(*) FROM "GdprKeys" WHERE "Group" = 'marketing' AND "Wrapped" IS NOT NULL"""))!;

    private static async Task<long> CountAsync(IndexRotationHost host, string sql) => (long)(await host.Host.RawAsync(sql))!;

    private static async Task<int> CountStepsAsync(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await IndexRotationHost.StartAsync(database, ownKeyDatabase, people: 2);
        using var child = Start(host, step: 0);
        var line = await child.ReadLineAsync();
        Assert.Equal(0, await child.WaitAsync());
        return int.Parse(line!, CultureInfo.InvariantCulture);
    }

    private static ChildProcess Start(IndexRotationHost host, int step)
        => ChildProcess.Start(ChildTarget.For(DestroyGroupScenario.Name, host.Host, step));
}
