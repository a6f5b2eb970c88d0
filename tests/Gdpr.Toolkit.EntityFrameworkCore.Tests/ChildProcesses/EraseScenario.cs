using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Erases person 1 stepping where it can be killed; prints how many steps there were.</summary>
internal static class EraseScenario
{
    public const string Name = "erase";

    public static async Task RunAsync(ChildTarget target, DeadlySteps steps)
    {
        await using var host = TestHost<NotesContext>.Attach(target.Database, target.ConnectionString, target.KeyConnectionString, options =>
        {
            options.ConfigureToolkit = gdpr => DeadlyKeyStore.Decorate(gdpr.Services, target, steps);
            options.ConfigureContext = context => context.AddInterceptors(new DeadlyTransactions(steps));
        });
        await using var scope = host.NewScope();
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Person>(1));
        steps.Arm();
        Assert.True((await scope.Erasure.EraseAsync(plan)).IsComplete);
        Console.WriteLine(steps.Taken.ToString(CultureInfo.InvariantCulture));
    }
}
