using System.Globalization;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

/// <summary>A process that rotates the index root is killed at every step.</summary>
[TakesMinutes]
public class KilledIndexRotationTests
{
    private const int People = 2;

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Everybody_is_found_and_somebody_else_goes_on(TestDatabase database)
    {
        var steps = await CountStepsAsync(database);
        // Before and after each of four changes of roots; on SQLite also each commit: of four roots, eight tags, and the journal.
        Assert.InRange(steps, 8, 50);
        for (var step = 1; step <= steps; step++)
        {
            await using var host = await IndexRotationHost.StartAsync(database, people: People);
            using (var child = Start(host, step))
            {
                Assert.Equal(137, await child.WaitAsync());
            }

            host.Clock.Advance(TimeSpan.FromHours(2));
            await IndexRotationHost.RequireSearchableAsync(host.Host, People);
            await IndexRotationHost.RequireUniqueAsync(host.Host);
            var ended = await host.FinishAsync();
            await IndexRotationHost.RequireSearchableAsync(host.Host, People);
            var (first, second) = await host.TagsAsync();
            Assert.Equal(ended.Version == 2 ? (0, People) : (People, 0), (first, second));
            Assert.Equal(1, (await host.RootsAsync()).Count(root => root.State != KeyState.Shredded));
        }
    }

    private static async Task<int> CountStepsAsync(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database, people: People);
        using var child = Start(host, step: 0);
        var line = await child.ReadLineAsync();
        Assert.Equal(0, await child.WaitAsync());
        return int.Parse(line!, CultureInfo.InvariantCulture);
    }

    private static ChildProcess Start(IndexRotationHost host, int step)
        => ChildProcess.Start(ChildTarget.For(RotateIndexScenario.Name, host.Host, step));
}
