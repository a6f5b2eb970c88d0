using System.Globalization;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Rotates the index root to its end, stepping where it can be killed: around every change of the keys, and before every commit on SQLite.</summary>
internal static class RotateIndexScenario
{
    public const string Name = "rotate-index";

    public static async Task RunAsync(ChildTarget target, DeadlySteps steps)
    {
        await using var host = TestHost<AccountsContext>.Attach(target.Database, target.ConnectionString, target.KeyConnectionString, options =>
            options.ConfigureToolkit = gdpr => IndexRotationHost.Configure(gdpr, toolkit =>
            {
                toolkit.ConfigureKeyRotation(rotation => rotation.MaximumTransactionAge = TimeSpan.Zero);
                DeadlyKeyStore.Decorate(toolkit.Services, target, steps);
            }));
        await using var scope = host.NewScope();
        await scope.Context.Database.OpenConnectionAsync();
        if (scope.Context.Database.GetDbConnection() is SqliteConnection connection)
        {
            raw.sqlite3_commit_hook(connection.Handle, _ => Commit(steps), null);
        }

        var rotation = host.Services.GetRequiredService<IKeyRotation>();
        steps.Arm();
        while (!(await rotation.RotateIndexAsync(scope.Context))!.IsComplete)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Console.WriteLine(steps.Taken.ToString(CultureInfo.InvariantCulture));
    }

    private static int Commit(DeadlySteps steps)
    {
        steps.Step();
        return 0;
    }
}
