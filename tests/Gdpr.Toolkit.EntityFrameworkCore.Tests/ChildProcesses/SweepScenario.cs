using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Sweeps the company when it is told to, and says what it took.</summary>
internal static class SweepScenario
{
    public const string Name = "sweep";

    public static DateOnly Today { get; } = new(2032, 1, 1);

    public static async Task RunAsync(ChildTarget target)
    {
        await using var host = TestHost<CompanyContext>.Attach(target.Database, target.ConnectionString, target.KeyConnectionString, options =>
        {
            options.Clock.UtcNow = Company.Noon(Today);
            options.ConfigureToolkit = CompanyPurposes.Register;
        });
        await using var scope = host.NewScope();
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        var report = await scope.Sweep.RunAsync(new SweepOptions { BatchSize = target.Number });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.PeopleErased} {Taken(report, "BilledTo")} {Taken(report, "Email")} {host.Certificates.Take().Count(certificate => certificate.IsComplete)}"));
    }

    private static int Taken(SweepReport report, string property) => report.Taken.Where(count => count.Property == property).Sum(count => count.Rows);
}
