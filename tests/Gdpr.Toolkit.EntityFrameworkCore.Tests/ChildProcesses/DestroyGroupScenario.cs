using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Destroys a key group of account 1 stepping where it can be killed; prints how many steps there were.</summary>
internal static class DestroyGroupScenario
{
    public const string Name = "destroy-group";

    public static async Task RunAsync(ChildTarget target, DeadlySteps steps)
    {
        await using var host = TestHost<AccountsContext>.Attach(target.Database, target.ConnectionString, target.KeyConnectionString, options =>
        {
            options.ConfigureToolkit = gdpr => IndexRotationHost.Configure(gdpr, toolkit => DeadlyKeyStore.Decorate(toolkit.Services, target, steps));
            options.ConfigureContext = context => context.AddInterceptors(new DeadlyTransactions(steps));
        });
        await using var scope = host.NewScope();
        steps.Arm();
        await scope.KeyGroups.DestroyAsync(DataSubject.Of<Account>(1), "marketing");
        Console.WriteLine(steps.Taken.ToString(CultureInfo.InvariantCulture));
    }
}
