using System.Globalization;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Rotates epochs and then the keys of people, stepping where it can be killed; prints how many steps there were.</summary>
internal static class RotateScenario
{
    /// <summary>Begins the name of the scenario; the path of the file of epoch secrets follows.</summary>
    public const string Prefix = "rotate:";

    public static async Task RunAsync(ChildTarget target, DeadlySteps steps)
    {
        await using var host = TestHost<NotesContext>.Attach(target.Database, target.ConnectionString, target.KeyConnectionString, options =>
        {
            options.Clock.Advance(TimeSpan.FromDays(1));
            options.ConfigureToolkit = gdpr => Configure(gdpr, target, steps);
            options.ConfigureContext = context => context.AddInterceptors(new DeadlyTransactions(steps));
        });
        await using var scope = host.NewScope();
        var rotation = host.Services.GetRequiredService<IKeyRotation>();
        steps.Arm();
        await rotation.RotateRealmAsync(scope.Context);
        await rotation.RotateSubjectKeysAsync(scope.Context, host.Clock.UtcNow);
        Console.WriteLine(steps.Taken.ToString(CultureInfo.InvariantCulture));
    }

    private static void Configure(GdprToolkitBuilder gdpr, ChildTarget target, DeadlySteps steps)
    {
        gdpr.UseEpochSecrets(new DeadlyEpochSecrets(
            new EpochSecretFile(target.Scenario[Prefix.Length..], TimeSpan.FromSeconds(30)), steps));
        gdpr.ConfigureKeyRotation(rotation => (rotation.BatchSize, rotation.MaximumTransactionAge) = (2, TimeSpan.Zero));
        DeadlyKeyStore.Decorate(gdpr.Services, target, steps);
    }
}
