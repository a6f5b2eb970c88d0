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
    // Before and after each of four changes of roots; on SQLite also each commit: of four roots, eight tags, and the journal.
    public Task Everybody_is_found_and_somebody_else_goes_on(TestDatabase database) => KilledAtEveryStep.RunAsync(
        () => IndexRotationHost.StartAsync(database, people: People),
        (host, step) => ChildTarget.For(RotateIndexScenario.Name, host.Host, step),
        CompleteAsync,
        steps => steps is >= 8 and <= 50);

    private static async Task CompleteAsync(IndexRotationHost host)
    {
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
