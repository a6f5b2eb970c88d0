namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>What this assembly does when a test starts it as a process of its own.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var target = ChildTarget.Parse(args);
        switch (target.Scenario)
        {
            case EraseTogetherScenario.Name:
                await EraseTogetherScenario.RunAsync(target);
                return 0;
            case LedgerMemoryScenario.Name:
                await LedgerMemoryScenario.RunAsync(target);
                return 0;
            case BackfillScenario.Name:
                await BackfillScenario.RunAsync(target);
                return 0;
            case RaceScenario.Name:
                await RaceScenario.RunAsync(target);
                return 0;
            case HoldScenario.Name:
                await HoldScenario.RunAsync(target);
                return 0;
            case MemoryScenario.Erase or MemoryScenario.Sweep:
                await MemoryScenario.RunAsync(target);
                return 0;
            case SweepScenario.Name:
                await SweepScenario.RunAsync(target);
                return 0;
            case TrialsScenario.Name:
                await TrialsScenario.RunAsync();
                return 0;
            case StoppedScenario.Name:
                await StoppedScenario.RunAsync();
                return 0;
            case var scenario when SteppingScenarios.Find(scenario) is { } stepping:
                await stepping(target, new DeadlySteps(target.Number));
                return 0;
            default:
                await Console.Error.WriteLineAsync($"There is no scenario '{target.Scenario}'.");
                return 2;
        }
    }
}
