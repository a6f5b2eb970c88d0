using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Telemetry;
using Gdpr.Toolkit.Recipients;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Recipients;

/// <summary>How notices are sent: by several workers, again where it fails, and not for ever.</summary>
public class DispatchTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_recipient_who_cannot_be_reached_keeps_nobody_waiting_and_is_tried_again_under_the_same_id(TestDatabase database)
    {
        using var logs = new RecordedLogs();
        using var heard = new Heard();
        await using var shop = await SharingShop.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Services.AddLogging(logging => logging.AddProvider(logs)));
        var (ada, bob) = await shop.AddPeopleAsync();
        await shop.EraseAsync(ada);
        await shop.EraseAsync(bob);
        shop.Notifications().Answer = notice => notice.Recipient == SharingShop.Carrier ? throw new HttpRequestException("503") : NoticeResult.Notified;

        var first = await shop.DispatchAsync();
        var atOnce = await shop.DispatchAsync();
        shop.Notifications().Answer = _ => NoticeResult.Notified;
        shop.Clock.Advance(TimeSpan.FromMinutes(2));
        var later = await shop.DispatchAsync();

        // The second of the carrier's two notices waited for the next dispatch.
        Assert.Equal((4, 1), (first.Notified, first.Retrying));
        Assert.Equal((0, 1), (atOnce.Notified, atOnce.Retrying));
        Assert.Equal((2, 0), (later.Notified, later.Retrying));
        Assert.Equal([2, 2], shop.Notifications().Asked.Where(notice => notice.Recipient == SharingShop.Carrier).GroupBy(notice => notice.Id).Select(tries => tries.Count()));
        Assert.All(shop.Notifications().Asked.Where(notice => notice.Recipient == SharingShop.Carrier), notice => Assert.Single(notice.Identifiers));
        Assert.True(heard.CountOf("gdpr.notices") >= 6);
        Assert.Contains("gdpr.notice=notified", heard.Words);
        Assert.Equal([1500, 1500], logs.Entries.Where(entry => entry.Id >= 1500).Select(entry => entry.Id));
        Assert.DoesNotContain(logs.Entries, entry => entry.Message.Contains("Dorset", StringComparison.Ordinal) || entry.Message.Contains("example.org", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_notifier_that_never_answers_keeps_nobody_waiting(bool blocksAtOnce)
    {
        using var released = new ManualResetEventSlim();
        await using var shop = await SharingShop.StartAsync(
            TestDatabase.Sqlite, options => options.ConfigureToolkit = gdpr => gdpr.NotifyRecipients<Notifier>(notices => notices.AttemptTimeout = TimeSpan.FromSeconds(1)));
        var (ada, _) = await shop.AddPeopleAsync();
        await shop.EraseAsync(ada);
        shop.Notifications().BlocksAtOnce = blocksAtOnce;
        shop.Notifications().Answer = notice =>
        {
            if (notice.Recipient == SharingShop.Carrier)
            {
                released.Wait();
            }

            return NoticeResult.Notified;
        };

        NoticeDispatch dispatch;
        try
        {
            dispatch = await shop.DispatchAsync();
        }
        finally
        {
            released.Set();
        }

        Assert.Equal((2, 1), (dispatch.Notified, dispatch.Retrying));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_cannot_be_told_in_time_has_failed_and_somebody_records_what_came_of_it(TestDatabase database)
    {
        await using var shop = await SharingShop.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await shop.EraseAsync(ada);
        shop.Notifications().Answer = notice => notice.Recipient == SharingShop.Mailer ? throw new HttpRequestException("503") : NoticeResult.Notified;
        await shop.DispatchAsync();
        shop.Clock.Advance(TimeSpan.FromDays(1));
        var overdue = await shop.DispatchAsync();
        shop.Clock.Advance(TimeSpan.FromDays(29));

        var late = await shop.DispatchAsync();

        Assert.Equal((1, 1), (overdue.Retrying, overdue.Overdue));
        Assert.Equal((1, 0, 1), (late.GivenUp, late.Retrying, late.Overdue));
        await using var scope = shop.NewScope();
        var failed = Assert.Single(await scope.Notices.ListOpenAsync());
        Assert.Equal((SharingShop.Mailer, NoticeOutcome.Failed, 2), (failed.Recipient, failed.Outcome!.Value, failed.Attempts));
        Assert.Null(failed.IdentifiersHeldUntil);
        Assert.Empty((await scope.Notices.LoadAsync(failed.Id)).Identifiers);
        await Assert.ThrowsAsync<ArgumentException>(() => scope.Notices.SettleAsync(failed.Id, NoticeOutcome.Impossible));
        await Assert.ThrowsAsync<ArgumentException>(() => scope.Notices.SettleAsync(failed.Id, NoticeOutcome.Failed, "again"));
        await scope.Notices.SettleAsync(failed.Id, NoticeOutcome.Impossible, "The company was wound up.");
        Assert.Empty(await scope.Notices.ListOpenAsync());
        Assert.Equal("The company was wound up.", (await shop.ListAsync(ada)).Single(notice => notice.Recipient == SharingShop.Mailer).Justification);
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Notices.SettleAsync(failed.Id, NoticeOutcome.Notified));
        Assert.Equal(0, (await shop.DispatchAsync()).Overdue);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Several_workers_tell_everybody_once(TestDatabase database)
    {
        await using var shop = await SharingShop.StartAsync(database);
        await AnnounceToManyAsync(shop, people: 10, recipients: 4);
        await using var second = shop.StartAnotherSharingShop();
        await using var third = shop.StartAnotherSharingShop();

        var dispatches = await Task.WhenAll(shop.DispatchAsync(), second.DispatchAsync(), third.DispatchAsync());

        Assert.Equal(40, dispatches.Sum(dispatch => dispatch.Notified));
        var asked = new[] { shop, second, third }.SelectMany(host => host.Notifications().Asked).ToList();
        Assert.Equal((40, 40), (asked.Count, asked.Select(notice => notice.Id).Distinct().Count()));
        Assert.Equal(0, await shop.CountAsync("""SELECT COUNT(*) FROM "GdprRecipientNotices" WHERE "Outcome" IS NULL"""));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_hosted_service_tells_recipients_and_the_health_check_says_that_none_is_overdue(TestDatabase database)
    {
        await using var shop = await SharingShop.StartAsync(database, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.NotifyRecipientsInBackground<ShopContext>(background => background.StartDelay = TimeSpan.Zero);
            gdpr.Services.AddHealthChecks().AddGdprRecipients();
        });
        var (ada, _) = await shop.AddPeopleAsync();
        await shop.EraseAsync(ada);
        var before = await CheckAsync(shop);
        var service = Assert.Single(shop.Services.GetServices<IHostedService>().OfType<BackgroundNotices<ShopContext>>());

        await service.StartAsync(default);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await CheckAsync(shop)).Status != HealthStatus.Healthy)
        {
            await Task.Delay(20, timeout.Token);
        }

        await service.StopAsync(default);
        Assert.Equal((HealthStatus.Unhealthy, "No notices to recipients have been dispatched in this process yet."), (before.Status, before.Description));
        Assert.Equal(3, shop.Notifications().Asked.Count);
        Assert.Equal("0 overdue", (await CheckAsync(shop)).Description);
        shop.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("The last dispatch of notices to recipients is too long ago.", (await CheckAsync(shop)).Description);
    }

    [Fact]
    public async Task Without_a_notifier_notices_wait_and_dispatching_says_what_is_missing()
    {
        await using var shop = await TestHost<ShopContext>.StartAsync(TestDatabase.Sqlite, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.Purpose(ShopPurposes.Service, p => p.SharedWith(new DataRecipient(SharingShop.Carrier, RecipientKind.Processor)).On(LegalBasis.Contract));
            gdpr.Purpose(ShopPurposes.Marketing, p => p.On(LegalBasis.Consent));
            gdpr.Purpose(ShopPurposes.Accounting, p => p.On(LegalBasis.Contract));
            gdpr.NotifyRecipientsInBackground<ShopContext>();
            gdpr.Services.AddLogging();
        });
        var (ada, _) = await shop.AddPeopleAsync();
        await shop.EraseAsync(ada);
        await using var scope = shop.NewScope();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Notices.DispatchAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Services.GetServices<IHostedService>().OfType<BackgroundNotices<ShopContext>>().Single().StartAsync(default));

        Assert.Contains("gdpr.NotifyRecipients<…>()", refused.Message, StringComparison.Ordinal);
        var waiting = Assert.Single(await scope.Notices.ListOpenAsync());
        await scope.Notices.SettleAsync(waiting.Id, NoticeOutcome.Notified, "by letter");
        Assert.Equal(NoticeOutcome.Notified, Assert.Single(await shop.ListAsync(ada)).Outcome);
    }

    [Fact]
    public async Task Times_that_make_no_sense_are_refused()
    {
        foreach (var configure in new Action<RecipientNoticeOptions>[]
        {
            notices => notices.GiveUpAfter = TimeSpan.FromDays(91), notices => notices.OverdueAfter = TimeSpan.Zero, notices => notices.AttemptTimeout = TimeSpan.FromHours(2),
        })
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
                () => SharingShop.StartAsync(TestDatabase.Sqlite, options => options.ConfigureToolkit = gdpr => gdpr.NotifyRecipients<Notifier>(configure)));
        }

        Assert.Throws<ArgumentException>(() => new RecipientNoticeOptions().Identify<Customer>(SharingShop.Mailer, customer => customer.Email.Trim()));
    }

    private static async Task AnnounceToManyAsync(TestHost<ShopContext> shop, int people, int recipients)
    {
        await using var scope = shop.NewScope();
        var customers = Enumerable.Range(0, people).Select(number => new Customer { Name = $"Person {number}", Email = $"person{number}@example.org" }).ToList();
        scope.Context.AddRange(customers);
        await scope.Context.SaveChangesAsync();
        var also = Enumerable.Range(0, recipients).Select(number => new RecipientToTell($"Recipient {number}") { Reference = "7" }).ToList();
        foreach (var customer in customers)
        {
            await scope.Notices.AnnounceAsync(DataSubject.Of<Customer>(customer.Id), NoticeKind.Restriction, purposes: [], also);
        }
    }

    private static async Task<HealthReportEntry> CheckAsync(TestHost<ShopContext> shop)
        => (await shop.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["gdpr-recipients"];
}
