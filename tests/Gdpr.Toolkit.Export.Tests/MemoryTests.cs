using System.Diagnostics;
using Gdpr.Toolkit.Export.Tests.Club;

namespace Gdpr.Toolkit.Export.Tests;

/// <summary>The size of a person's data does not decide how much memory an export takes.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public class MemoryTests
{
    private const int Rows = 200_000;
    private const long Limit = 100L * 1024 * 1024;

    [Fact]
    public async Task A_person_with_200_000_rows_takes_at_most_100_MB_above_idle()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, other) = await club.AddMembersAsync();
        await club.AddLoginsAsync(member, Rows);
        await ExportAsync(club, other);
        var idle = Settle();

        var (peak, summary) = await PeakAsync(() => ExportAsync(club, member));

        Assert.Equal(Rows + 1, Assert.Single(summary.Sources, source => source.Name == "sign-in").Records);
        Assert.True(peak - idle <= Limit, $"{(peak - idle) / 1024 / 1024} MB above {idle / 1024 / 1024} MB");
    }

    private static Task<ExportSummary> ExportAsync(ClubHost club, int member)
        => club.ExportAsync(export => export.ExportAsync(DataSubject.Of<Member>(member), ExportProfile.Access, Stream.Null));

    private static long Settle()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return WorkingSet();
    }

    /// <summary>Looks every few milliseconds at what the operating system has given to the process.</summary>
    private static async Task<(long Peak, TResult Result)> PeakAsync<TResult>(Func<Task<TResult>> work)
    {
        using var done = new CancellationTokenSource();
        var watching = Task.Run(() =>
        {
            var peak = 0L;
            while (!done.IsCancellationRequested)
            {
                peak = Math.Max(peak, WorkingSet());
                Thread.Sleep(10);
            }

            return peak;
        });
        var result = await work();
        await done.CancelAsync();
        return (await watching, result);
    }

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
