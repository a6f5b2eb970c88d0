using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;
using Gdpr.Toolkit.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Erases subscriber 1, or sweeps, and prints by how many megabytes the process grew meanwhile, and what it did.</summary>
/// <remarks>Grown from where it stands once it has planned for subscriber 2, so that code and model are in memory.</remarks>
internal static class MemoryScenario
{
    public const string Erase = "memory-erase";
    public const string Sweep = "memory-sweep";

    private const string Status = "/proc/self/status";
    private const string ResetPeak = "5";

    public static async Task RunAsync(ChildTarget target)
    {
        await using var host = TestHost<CompanyContext>.Attach(target.Database, target.ConnectionString, target.KeyConnectionString, options =>
        {
            options.Clock.UtcNow = Company.Noon(DateOnly.FromDayNumber(target.Number));
            options.ConfigureToolkit = CompanyPurposes.Register;
        });
        await using (var scope = host.NewScope())
        {
            await scope.Erasure.PlanAsync(DataSubject.Of<Subscriber>(2));
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        var idle = Kilobytes("VmRSS");
        await File.WriteAllTextAsync("/proc/self/clear_refs", ResetPeak);
        var done = target.Scenario == Erase ? await EraseAsync(host) : await SweepAsync(host);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(Kilobytes("VmHWM") - idle) / 1024} {done}"));
    }

    private static async Task<int> EraseAsync(TestHost<CompanyContext> host)
    {
        await using var scope = host.NewScope();
        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Subscriber>(1)));
        return certificate.IsComplete
            ? certificate.Entries.Where(entry => entry.Property is nameof(Bill.BilledTo) or nameof(CardUse.Door)).Sum(entry => entry.Rows)
            : 0;
    }

    private static async Task<int> SweepAsync(TestHost<CompanyContext> host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<IRetentionSweep>().RunAsync();
        return report.Overdue == 0 ? report.Taken.Sum(count => count.Rows) : 0;
    }

    private static long Kilobytes(string name)
        => long.Parse(
            File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);
}
