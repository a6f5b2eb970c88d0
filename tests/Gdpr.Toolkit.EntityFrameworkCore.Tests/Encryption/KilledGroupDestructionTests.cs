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
        var outcomes = new HashSet<long>();
        await KilledAtEveryStep.RunAsync(
            () => IndexRotationHost.StartAsync(database, ownKeyDatabase, people: 2),
            (host, step) => ChildTarget.For(DestroyGroupScenario.Name, host.Host, step),
            async host => outcomes.Add(await CompleteAsync(host)),
            steps => steps is >= 4 and <= 16);

        Assert.Equal([0L, 1L], outcomes.Order());
    }

    private static async Task<long> CompleteAsync(IndexRotationHost host)
    {
        await using (var scope = host.Host.NewScope())
        {
            await scope.Erasure.ResumeAsync();
        }

        var tagged = await CountAsync(host, """SELECT COUNT("SegmentIndex") FROM "Accounts" WHERE "Id" = 1""");
        Assert.Equal(tagged, await LivingAsync(host) - 1);
        Assert.Equal(tagged == 1 ? 1 : null, await ReadAsync(host));
        await using (var scope = host.Host.NewScope())
        {
            await scope.KeyGroups.DestroyAsync(DataSubject.Of<Account>(1), "marketing");
        }

        Assert.Equal((0, 1), (await CountAsync(host, """SELECT COUNT("SegmentIndex") FROM "Accounts" WHERE "Id" = 1"""), await LivingAsync(host)));
        Assert.Null(await ReadAsync(host));
        Assert.Equal(0, await CountAsync(host, """SELECT COUNT(*) FROM "GdprKeyRevocations" """));
        return tagged;
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
}
