using System.Globalization;
using System.Text.Json;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Carries out many trials at once, each on a database of its own, says which of them have come to their step or their end, and waits to be killed.</summary>
internal static class TrialsScenario
{
    public const string Name = "trials";
    public const string Ready = "ready";
    public const string Waits = "waits";
    public const string Done = "done";

    public static async Task RunAsync()
    {
        // Whoever has come to their step blocks a thread.
        ThreadPool.SetMinThreads(128, 128);
        var trials = JsonSerializer.Deserialize<Trial[]>((await Console.In.ReadLineAsync())!)!;
        Console.WriteLine(Ready);
        foreach (var trial in trials)
        {
            _ = Task.Run(() => RunAsync(trial));
        }

        // Until it is killed, or nobody is there any more who would.
        await Console.In.ReadLineAsync();
    }

    private static async Task RunAsync(Trial trial)
    {
        try
        {
            var steps = new DeadlySteps(trial.LastStep, () => Say(trial, Waits, trial.LastStep));
            await TrialWork.Of(trial.Work).RunAsync(trial, steps);
            Say(trial, Done, steps.Taken);
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"Trial {trial}: {exception}");
            Environment.Exit(3);
        }
    }

    private static void Say(Trial trial, string what, int steps)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trial.Number} {what} {steps}"));
}
