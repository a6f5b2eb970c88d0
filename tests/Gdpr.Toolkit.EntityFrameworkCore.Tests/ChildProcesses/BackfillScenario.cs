using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Existing;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Seals existing plaintext and kills itself before or after a given commit.</summary>
internal static class BackfillScenario
{
    public const string Name = "backfill";

    public static async Task RunAsync(ChildTarget target)
    {
        var steps = new DeadlySteps(target.Number);
        await using var host = TestHost<PatronContext>.Attach(target.Database, target.ConnectionString, target.KeyConnectionString, options =>
        {
            options.ConfigureToolkit = PatronHost.AddPurpose;
            options.ConfigureContext = context => context.AddInterceptors(new DeadlyTransactions(steps));
        });
        await using var scope = host.NewScope();
        steps.Arm();
        await host.Services.GetRequiredService<IPlaintextMigration>().BackfillAsync(scope.Context);
    }
}
