using System.Globalization;
using System.Text.Json;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Carries out a scenario on many databases at once, stops on each at another step, says so, and waits to be killed.</summary>
internal static class StoppedScenario
{
    public const string Name = "stopped";

    public static async Task RunAsync()
    {
        // Whoever has come to their step blocks a thread.
        ThreadPool.SetMinThreads(64, 64);
        foreach (var target in JsonSerializer.Deserialize<ChildTarget[]>((await Console.In.ReadLineAsync())!)!)
        {
            _ = Task.Run(() => RunAsync(target));
        }

        // Until it is killed, or nobody is there any more who would.
        await Console.In.ReadLineAsync();
    }

    private static async Task RunAsync(ChildTarget target)
    {
        try
        {
            var steps = new DeadlySteps(target.Number, () => Console.WriteLine(target.Number.ToString(CultureInfo.InvariantCulture)));
            await SteppingScenarios.Find(target.Scenario)!(target, steps);
            throw new InvalidOperationException("It has come through.");
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"{target}: {exception}");
            Environment.Exit(3);
        }
    }
}
