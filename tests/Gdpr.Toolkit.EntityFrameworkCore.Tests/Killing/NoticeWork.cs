using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Recipients;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Recipients;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>Tells the recipients of two erased people. A recipient remembers whom it was told of before its answer arrives.</summary>
internal sealed class NoticeWork : TrialWork
{
    public const string Name = "notices";

    public override async Task<TrialTemplate> PrepareAsync(TestDatabase database, bool ownKeyDatabase)
    {
        var ledger = new LedgerFolder();
        await using var shop = await SharingShop.StartAsync(database, options =>
        {
            options.OwnKeyDatabase = ownKeyDatabase;
            options.ConfigureToolkit = gdpr => gdpr.UseErasureLedgerFile(ledger.Path);
        });
        var (ada, bob) = await shop.AddPeopleAsync();
        await shop.EraseAsync(ada);
        await shop.EraseAsync(bob);
        return await TrialTemplate.TakeAsync(Name, database, shop.ConnectionString, shop.KeyConnectionString, ledger);
    }

    public override async Task RunAsync(Trial trial, DeadlySteps steps)
    {
        // Who has come to their step stays there while the slowest of all trials comes to its own.
        await using var shop = trial.Attach<ShopContext>(steps, options =>
        {
            SharingShop.Configure(options);
            options.ConfigureToolkit += gdpr => gdpr.NotifyRecipients<Notifier>(notices => notices.AttemptTimeout = Longest);
        });
        shop.Notifications().Answer = notice =>
        {
            steps.Step();
            File.AppendAllLines(Told(trial), [notice.Id.ToString()]);
            steps.Step();
            return NoticeResult.Notified;
        };
        steps.Arm();
        Assert.Equal(0, (await shop.DispatchAsync()).Retrying);
    }

    public override async Task CompleteAsync(Trial trial)
    {
        var before = await ToldAsync(trial);
        await using var shop = trial.Attach<ShopContext>(options => SharingShop.Configure(options));
        // What was not told is free again when the time of its attempt is over.
        shop.Clock.Advance(Longest * 2);

        var dispatched = await shop.DispatchAsync();

        var after = shop.Notifications().Asked.Select(notice => notice.Id.ToString()).ToList();
        var all = await shop.CountAsync("""SELECT COUNT(*) FROM "GdprRecipientNotices" """);
        Assert.Equal((0, after.Count), (dispatched.Retrying, dispatched.Notified));
        Assert.Equal(all, before.Union(after).Count());
        // The one that the process was telling, at most, is told again, under the same id.
        Assert.InRange(before.Intersect(after).Count(), 0, 1);
        Assert.Equal(before.Count + after.Count, before.Concat(after).Distinct().Count() + before.Intersect(after).Count());
        Assert.Equal(all, await shop.CountAsync("""SELECT COUNT(*) FROM "GdprRecipientNotices" WHERE "Outcome" IS NOT NULL"""));
        Assert.Equal(0, (await shop.DispatchAsync()).Notified);
    }

    private static TimeSpan Longest => TimeSpan.FromHours(1);

    private static string Told(Trial trial) => trial.Ledger + ".told";

    private static async Task<IReadOnlyList<string>> ToldAsync(Trial trial)
        => File.Exists(Told(trial)) ? await File.ReadAllLinesAsync(Told(trial)) : [];
}
