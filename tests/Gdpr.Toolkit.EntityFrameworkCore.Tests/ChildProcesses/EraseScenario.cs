using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Erases person 1 and kills itself at a given step; step 0 lets it come through and prints how many there were.</summary>
internal static class EraseScenario
{
    public const string Name = "erase";

    public static async Task RunAsync(ChildTarget target)
    {
        var steps = new DeadlySteps(target.Number);
        await using var host = TestHost<NotesContext>.Attach(target.Database, target.ConnectionString, target.KeyConnectionString, options =>
        {
            options.ConfigureToolkit = gdpr => DeadlyKeyStore.Decorate(gdpr.Services, target, steps);
            options.ConfigureContext = context => context.AddInterceptors(new DeadlyTransactions(steps));
        });
        await using var scope = host.NewScope();
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Person>(1));
        steps.Arm();
        var certificate = await scope.Erasure.EraseAsync(plan);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{steps.Taken} {certificate.IsComplete}"));
    }
}
