using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>Runs trials in a process, and kills it.</summary>
internal static class TrialProcess
{
    /// <param name="trials">The trials.</param>
    /// <param name="after">When to kill it; by default when each trial has come to its step or its end.</param>
    /// <returns>How far they came, and how long they took together.</returns>
    public static async Task<(IReadOnlyList<TrialEnd> Ends, TimeSpan Duration)> RunAsync(IReadOnlyList<Trial> trials, TimeSpan? after = null)
    {
        using var child = ChildProcess.Start(new ChildTarget(TrialsScenario.Name, trials[0].Database, "", null, 0));
        await child.WriteLineAsync(JsonSerializer.Serialize(trials));
        Assert.Equal(TrialsScenario.Ready, await child.ReadLineAsync());
        var watch = Stopwatch.StartNew();
        var reading = ReadAsync(child, trials);
        await Task.WhenAny(reading, Task.Delay(after ?? Timeout.InfiniteTimeSpan));
        var duration = watch.Elapsed;
        child.Kill();
        Assert.Equal(137, await child.WaitAsync());
        return (await reading, duration);
    }

    private static async Task<IReadOnlyList<TrialEnd>> ReadAsync(ChildProcess child, IReadOnlyList<Trial> trials)
    {
        var ends = new Dictionary<int, TrialEnd>();
        while (ends.Count < trials.Count && await child.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            var number = int.Parse(words[0], CultureInfo.InvariantCulture);
            ends[number] = new TrialEnd(trials[number], int.Parse(words[2], CultureInfo.InvariantCulture), words[1] == TrialsScenario.Done);
        }

        return [.. trials.Select(trial => ends.GetValueOrDefault(trial.Number) ?? new TrialEnd(trial, null, IsDone: false))];
    }
}
