using Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Recipients;

/// <summary>What becomes of notices when a backup is restored.</summary>
public class NoticeRestoreTests
{
    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task A_replay_writes_the_notices_again_under_the_same_ids(TestDatabase database, bool ownKeyDatabase)
    {
        using var ledger = new LedgerFolder();
        await using var shop = await SharingShop.StartAsync(database, With(ledger, ownKeyDatabase));
        var (ada, _) = await shop.AddPeopleAsync();
        using var backup = await Backup.TakeAsync(shop);
        var first = await shop.EraseAsync(ada);
        await shop.DispatchAsync();
        await using var restored = backup.Restore(shop, options => SharingShop.Configure(options, With(ledger, ownKeyDatabase)));

        await using (var scope = restored.NewScope())
        {
            await Assert.ThrowsAsync<ErasureLedgerException>(() => scope.Notices.DispatchAsync());
            Assert.Equal(ErasureLedgerState.Current, (await scope.Recovery.ReplayAsync()).Status.State);
        }

        await restored.DispatchAsync();

        var ids = first.Recipients.ToDictionary(notice => notice.Recipient, notice => notice.Id);
        Assert.All(restored.Notifications().Asked, notice => Assert.Equal(ids[notice.Recipient], notice.Id));
        Assert.NotEmpty(restored.Notifications().Asked);
        if (!ownKeyDatabase)
        {
            Assert.Equal(3, restored.Notifications().Asked.Count);
            Assert.Equal(["Ada@Example.org"], restored.Notifications().About(SharingShop.Mailer).Identifiers["Customer.Email"]);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Somebody_who_was_given_the_identity_of_an_erased_person_has_notices_of_their_own(TestDatabase database)
    {
        await using var shop = await SharingShop.StartAsync(database);
        using var backup = await Backup.TakeAsync(shop);
        var (ada, _) = await shop.AddPeopleAsync();
        var first = await shop.EraseAsync(ada);
        await using var restored = backup.Restore(shop, options => SharingShop.Configure(options));
        var (carl, _) = await restored.AddPeopleAsync();

        var second = await restored.EraseAsync(carl);

        Assert.Equal(ada, carl);
        Assert.Empty(first.Recipients.Select(notice => notice.Id).Intersect(second.Recipients.Select(notice => notice.Id)));
    }

    private static Action<TestHostOptions> With(LedgerFolder ledger, bool ownKeyDatabase) => options =>
    {
        options.OwnKeyDatabase = ownKeyDatabase;
        options.ConfigureToolkit = gdpr => gdpr.UseErasureLedgerFile(ledger.Path);
    };
}
