namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>The scenarios that can be killed at each of their steps.</summary>
internal static class SteppingScenarios
{
    /// <returns>Null where a scenario is not one of them.</returns>
    public static Func<ChildTarget, DeadlySteps, Task>? Find(string scenario) => scenario switch
    {
        EraseScenario.Name => EraseScenario.RunAsync,
        DestroyGroupScenario.Name => DestroyGroupScenario.RunAsync,
        RotateIndexScenario.Name => RotateIndexScenario.RunAsync,
        _ when scenario.StartsWith(RotateScenario.Prefix, StringComparison.Ordinal) => RotateScenario.RunAsync,
        _ => null,
    };
}
