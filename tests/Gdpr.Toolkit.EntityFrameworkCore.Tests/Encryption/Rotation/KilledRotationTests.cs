using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

/// <summary>A process that rotates keys is killed at every step.</summary>
[TakesMinutes]
public class KilledRotationTests
{
    private static readonly string[] People = ["Person 1", "Person 2", "Person 3"];

    [Theory]
    [OnSqlite(true)]
    [OnPostgres(false)]
    public Task Nothing_is_lost_and_somebody_else_goes_on(TestDatabase database, bool ownKeyDatabase) => KilledAtEveryStep.RunAsync(
        () => RotationHost.StartAsync(database, ownKeyDatabase, people: 3),
        (host, step) => ChildTarget.For(RotateScenario.Prefix + host.SecretFile, host.Host, step),
        CompleteAsync,
        steps => steps is >= 20 and <= 40);

    private static async Task CompleteAsync(RotationHost host)
    {
        Assert.Equal(People, await host.ReadAfreshAsync());
        Assert.Equal(People, await host.ReadAsync());
        host.Clock.Advance(TimeSpan.FromDays(2));
        var ended = await host.FinishAsync();
        await using (var scope = host.Host.NewScope())
        {
            await host.Host.Services.GetRequiredService<IKeyRotation>().RotateSubjectKeysAsync(scope.Context, host.Clock.UtcNow);
        }

        Assert.Equal(People, await host.ReadAfreshAsync());
        var keys = await host.KeysAsync();
        Assert.All(keys, row => Assert.Equal(ended.Epoch, row.WrapEpoch));
        Assert.Equal(3, keys.Count(row => row.State == KeyState.Active));
        Assert.All((await host.ProgressAsync()).Epochs, epoch => Assert.Equal(epoch.IsActive, epoch.HasSecret));
    }
}
