using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Xunit.Abstractions;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>
/// Erasures, replays, sweeps and dispatches of notices, killed (SIGKILL) at the steps that can be seen from outside: around every commit, every change of keys and ledger, and
/// whenever a recipient is told.
/// </summary>
/// <remarks>Each step has a database of its own. One process works on all of them until each has come to its step, and is killed then.</remarks>
[TakesMinutes]
public class EveryStepTests(ITestOutputHelper output)
{
    [Theory]
    [OnSqlite(EraseWork.Name, false, 16, 1)]
    [OnSqlite(EraseWork.Name, true, 16, 1)]
    [OnPostgres(EraseWork.Name, false, 16, 1)]
    [OnPostgres(EraseWork.Name, true, 16, 1)]
    [OnSqlite(ReplayWork.Name, false, 16, 1)]
    [OnSqlite(ReplayWork.Name, true, 16, 1)]
    [OnPostgres(ReplayWork.Name, false, 16, 1)]
    [OnPostgres(ReplayWork.Name, true, 16, 1)]
    [OnSqlite(SweepWork.Name, false, 100, 4)]
    [OnPostgres(SweepWork.Name, false, 100, 8)]
    [OnSqlite(NoticeWork.Name, false, 60, 2)]
    [OnPostgres(NoticeWork.Name, false, 60, 3)]
    public async Task Work_that_was_killed_at_any_step_is_completed_by_the_next(TestDatabase database, string name, bool ownKeyDatabase, int last, int every)
    {
        var work = TrialWork.Of(name);
        using var template = await work.PrepareAsync(database, ownKeyDatabase);
        var trials = new List<Trial>();
        for (var step = 1; step <= last; step += every)
        {
            trials.Add(await template.CopyAsync(trials.Count, step, countsCommands: false));
        }

        var (ends, _) = await TrialProcess.RunAsync(trials);

        var stopped = ends.Where(end => !end.IsDone).ToList();
        Assert.InRange(stopped.Count, 6, ends.Count - 1);
        Assert.All(stopped, end => Assert.Equal(end.Trial.LastStep, end.Steps));
        output.WriteLine($"{stopped.Count} runs.");
        foreach (var end in stopped.Append(ends[^1]))
        {
            await work.CompleteAsync(end.Trial);
        }
    }
}
