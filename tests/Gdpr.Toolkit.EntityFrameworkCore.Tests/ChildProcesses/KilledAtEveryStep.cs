using System.Globalization;
using System.Text.Json;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Kills a process (SIGKILL) at each of its steps.</summary>
/// <remarks>Each step has a database of its own. One process works on several of them until each has come to its step, and is killed then.</remarks>
internal static class KilledAtEveryStep
{
    private const int AtOnce = 12;

    /// <param name="start">Starts the application on a database of its own.</param>
    /// <param name="aim">Says what the process works on; the number is the step, 0 for none.</param>
    /// <param name="complete">Looks at what was left, and lets somebody else go on; also where nobody killed it.</param>
    /// <param name="isPlausible">Whether there can be so many steps.</param>
    public static async Task RunAsync<THost>(
        Func<Task<THost>> start, Func<THost, int, ChildTarget> aim, Func<THost, Task> complete, Predicate<int> isPlausible)
        where THost : IAsyncDisposable
    {
        var steps = await ComeThroughAsync(start, aim, complete);
        Assert.True(isPlausible(steps), $"{steps} steps.");
        foreach (var numbers in Enumerable.Range(1, steps).Chunk(AtOnce))
        {
            var hosts = new List<THost>();
            try
            {
                foreach (var _ in numbers)
                {
                    hosts.Add(await start());
                }

                await StopAndKillAsync([.. hosts.Zip(numbers, aim)]);
                foreach (var (host, number) in hosts.Zip(numbers))
                {
                    await CompleteAsync(host, number, complete);
                }
            }
            finally
            {
                foreach (var host in hosts)
                {
                    await host.DisposeAsync();
                }
            }
        }
    }

    /// <returns>How many steps it takes when nobody kills it.</returns>
    private static async Task<int> ComeThroughAsync<THost>(Func<Task<THost>> start, Func<THost, int, ChildTarget> aim, Func<THost, Task> complete)
        where THost : IAsyncDisposable
    {
        await using var host = await start();
        using var child = ChildProcess.Start(aim(host, 0));
        var line = await child.ReadLineAsync();
        Assert.Equal(0, await child.WaitAsync());
        await CompleteAsync(host, 0, complete);
        return int.Parse(line!, CultureInfo.InvariantCulture);
    }

    private static async Task StopAndKillAsync(IReadOnlyList<ChildTarget> targets)
    {
        using var child = ChildProcess.Start(new ChildTarget(StoppedScenario.Name, targets[0].Database, "", null, 0));
        await child.WriteLineAsync(JsonSerializer.Serialize(targets));
        var onTheWay = targets.Select(target => target.Number.ToString(CultureInfo.InvariantCulture)).ToHashSet(StringComparer.Ordinal);
        while (onTheWay.Count > 0 && await child.ReadLineAsync() is { } line)
        {
            Assert.True(onTheWay.Remove(line), line);
        }

        child.Kill();
        Assert.Equal(137, await child.WaitAsync());
        Assert.Empty(onTheWay);
    }

    private static async Task CompleteAsync<THost>(THost host, int step, Func<THost, Task> complete)
    {
        try
        {
            await complete(host);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Killed at step {step}.", exception);
        }
    }
}
