using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Erases person 1, or replays the ledger, and kills itself at a given step; step 0 lets it come through and prints how many there were.</summary>
internal static class LedgerScenario
{
    /// <summary>Begins the name of the scenario; the path of the ledger follows.</summary>
    public const string ErasePrefix = "ledger-erase:";

    /// <inheritdoc cref="ErasePrefix"/>
    public const string ReplayPrefix = "ledger-replay:";

    public static async Task RunAsync(ChildTarget target)
    {
        var steps = new DeadlySteps(target.Number);
        var path = target.Scenario[(target.Scenario.IndexOf(':', StringComparison.Ordinal) + 1)..];
        await using var host = TestHost<NotesContext>.Attach(target.Database, target.ConnectionString, target.KeyConnectionString, options =>
        {
            options.ConfigureToolkit = gdpr =>
            {
                gdpr.UseErasureLedger(new DeadlyLedger(LedgerFolder.Open(path), steps));
                DeadlyKeyStore.Decorate(gdpr.Services, target, steps);
            };
            options.ConfigureContext = context => context.AddInterceptors(new DeadlyTransactions(steps));
        });
        await using var scope = host.NewScope();
        var complete = target.Scenario.StartsWith(ErasePrefix, StringComparison.Ordinal)
            ? await EraseAsync(scope, steps)
            : await ReplayAsync(scope, steps);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{steps.Taken} {complete}"));
    }

    private static async Task<bool> EraseAsync(TestScope<NotesContext> scope, DeadlySteps steps)
    {
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Person>(1));
        steps.Arm();
        return (await scope.Erasure.EraseAsync(plan)).IsComplete;
    }

    private static async Task<bool> ReplayAsync(TestScope<NotesContext> scope, DeadlySteps steps)
    {
        steps.Arm();
        return (await scope.Recovery.ReplayAsync()).People.All(person => person.Certificate is { IsComplete: true });
    }
}
