using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>Who waits for another erasure of the same person says so.</summary>
public class WaitingErasureTests
{
    private const int Waits = 1201;

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_that_waits_long_for_another_says_so_until_it_goes_on(TestDatabase database)
    {
        using var logs = new RecordedLogs();
        var (kept, goOn) = (NewSource(), NewSource());
        await using var host = await TestHost<NotesContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new QuickTimers()));
            gdpr.ConfigureKeyCache(cache => cache.LeaseDuration = TimeSpan.FromSeconds(1));
            gdpr.Services.AddLogging(logging => logging.AddProvider(logs));
            gdpr.KeepErasureCertificates(async (_, _, _) =>
            {
                kept.TrySetResult();
                await goOn.Task;
            });
        });
        await using var first = host.NewScope();
        await using var second = host.NewScope();
        first.Context.Add(new Person { Name = "Ada" });
        await first.Context.SaveChangesAsync();
        var plans = (await first.Erasure.PlanAsync(DataSubject.Of<Person>(1)), await second.Erasure.PlanAsync(DataSubject.Of<Person>(1)));

        var erasing = first.Erasure.EraseAsync(plans.Item1);
        await kept.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var before = Count(logs);
        var waiting = second.Erasure.EraseAsync(plans.Item2);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Count(logs) < 2)
        {
            await Task.Delay(20, limit.Token);
        }

        goOn.SetResult();
        var certificate = await erasing.WaitAsync(limit.Token);
        var refused = await Assert.ThrowsAsync<StaleErasurePlanException>(() => waiting.WaitAsync(limit.Token));
        var said = Count(logs);
        await Task.Delay(500);

        Assert.Equal(0, before);
        Assert.Equal(certificate.Id, refused.CertificateId);
        Assert.Equal(said, Count(logs));
        Assert.StartsWith("An erasure has waited 30 seconds", logs.Entries.First(entry => entry.Id == Waits).Message, StringComparison.Ordinal);
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static int Count(RecordedLogs logs) => logs.Entries.Count(entry => entry.Id == Waits);

    /// <summary>The time of the system, with timers that take a tenth of a second.</summary>
    private sealed class QuickTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            => base.CreateTimer(callback, state, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(0.1));
    }
}
