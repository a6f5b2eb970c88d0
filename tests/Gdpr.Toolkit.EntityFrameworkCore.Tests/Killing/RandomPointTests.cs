using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Xunit.Abstractions;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>Erasures, replays and sweeps with a ledger, killed (SIGKILL) at random points: before a random command, or after a random time.</summary>
/// <remarks>One process works on many databases at once, so that one signal stops all of them, each somewhere else.</remarks>
[TakesMinutes]
public class RandomPointTests(ITestOutputHelper output)
{
    private const int Seed = 20261122;
    private const int Runs = 72;
    private const int AtOnce = 24;

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Work_that_was_killed_anywhere_is_completed_by_the_next(TestDatabase database)
    {
        var random = new Random(Seed);
        var templates = new List<TrialTemplate>();
        try
        {
            foreach (var name in TrialWork.Names)
            {
                templates.Add(await TrialWork.Of(name).PrepareAsync(database, ownKeyDatabase: false));
            }

            var (whole, duration) = await TrialProcess.RunAsync(await CopyAsync(templates, templates.Count, _ => 0));
            Assert.All(whole, end => Assert.True(end.IsDone));
            await CompleteAsync(whole, duration);
            for (var stopped = 0; stopped < Runs;)
            {
                var trials = await CopyAsync(
                    templates, AtOnce, number => random.Next(2) == 0 ? 0 : random.Next(1, whole[number % templates.Count].Steps!.Value));
                var after = duration * (0.1 + random.NextDouble());
                var (ends, _) = await TrialProcess.RunAsync(trials, after);
                stopped += await CompleteAsync([.. ends.Where(end => !end.IsDone)], after);
                output.WriteLine($"Seed {Seed}: killed after {after.TotalMilliseconds:0} ms, {stopped} runs so far.");
                templates.ForEach(template => template.Clear());
            }
        }
        finally
        {
            templates.ForEach(template => template.Dispose());
        }
    }

    private static async Task<IReadOnlyList<Trial>> CopyAsync(List<TrialTemplate> templates, int count, Func<int, int> lastStep)
    {
        var trials = new List<Trial>();
        for (var number = 0; number < count; number++)
        {
            trials.Add(await templates[number % templates.Count].CopyAsync(number, lastStep(number), countsCommands: true));
        }

        return trials;
    }

    private static async Task<int> CompleteAsync(IReadOnlyList<TrialEnd> ends, TimeSpan after)
    {
        foreach (var end in ends)
        {
            try
            {
                await TrialWork.Of(end.Trial.Work).CompleteAsync(end.Trial);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {Seed}, killed after {after.TotalMilliseconds} ms: {end}", exception);
            }
        }

        return ends.Count;
    }
}
