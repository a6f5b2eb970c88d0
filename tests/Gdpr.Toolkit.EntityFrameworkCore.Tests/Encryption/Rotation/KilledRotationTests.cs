using System.Globalization;
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
    public async Task Nothing_is_lost_and_somebody_else_goes_on(TestDatabase database, bool ownKeyDatabase)
    {
        var steps = await CountStepsAsync(database, ownKeyDatabase);
        Assert.InRange(steps, 20, 40);
        for (var step = 1; step <= steps; step++)
        {
            await using var host = await RotationHost.StartAsync(database, ownKeyDatabase, people: 3);
            using (var child = Start(host, step))
            {
                Assert.Equal(137, await child.WaitAsync());
            }

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

    private static async Task<int> CountStepsAsync(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await RotationHost.StartAsync(database, ownKeyDatabase, people: 3);
        using var child = Start(host, step: 0);
        var line = await child.ReadLineAsync();
        Assert.Equal(0, await child.WaitAsync());
        return int.Parse(line!, CultureInfo.InvariantCulture);
    }

    private static ChildProcess Start(RotationHost host, int step)
        => ChildProcess.Start(ChildTarget.For(RotateScenario.Prefix + host.SecretFile, host.Host, step));
}
