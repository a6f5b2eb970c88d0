using System.Text.Json.Nodes;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Recipients;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Recipients;

/// <summary>Recipients are told of rectifications and restrictions when the application says so.</summary>
public class AnnouncingTests
{
    private const string Bureau = "Address bureau";

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_5_three_recipients_hear_of_a_rectified_e_mail_address_and_the_export_names_them_all(TestDatabase database)
    {
        await using var shop = await SharingShop.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        var person = DataSubject.Of<Customer>(ada);
        shop.Notifications().Answer = notice => notice.Recipient == SharingShop.Printer ? NoticeResult.Impossible("The company was wound up.") : NoticeResult.Notified;
        await using var scope = shop.NewScope();

        await using (var transaction = await scope.Context.Database.BeginTransactionAsync())
        {
            await scope.Notices.AnnounceAsync(person, NoticeKind.Rectification, [ShopPurposes.Marketing], [new RecipientToTell(Bureau) { Reference = "A-1815" }]);
            (await scope.Context.Customers.SingleAsync(customer => customer.Id == ada)).Email = "countess@example.org";
            await scope.Context.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        var dispatch = await shop.DispatchAsync();

        Assert.Equal((2, 1), (dispatch.Notified, dispatch.Dispensed));
        Assert.Equal([Bureau, SharingShop.Mailer, SharingShop.Printer], shop.Notifications().Asked.Select(notice => notice.Recipient));
        Assert.Equal("A-1815", shop.Notifications().About(Bureau).Reference);
        // What the mailer knows Ada by is the address that it has.
        Assert.Equal(["Ada@Example.org"], shop.Notifications().About(SharingShop.Mailer).Identifiers["Customer.Email"]);
        var exported = JsonNode.Parse((await scope.Export.ReadAsync(person))["choices/notices.json"])!["records"]!.AsArray();
        Assert.Equal(
            [(Bureau, "Notified", null), (SharingShop.Mailer, "Notified", null), (SharingShop.Printer, "Impossible", "The company was wound up.")],
            exported.Select(record => ((string)record!["recipient"]!, (string?)record["outcome"], (string?)record["justification"])));
        Assert.All(exported, record => Assert.Equal("Rectification", (string?)record!["kind"]));
        Assert.Empty(JsonNode.Parse((await scope.Export.ReadAsync(DataSubject.Of<Customer>(bob)))["choices/notices.json"])!["records"]!.AsArray());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Announcing_is_rolled_back_with_the_change_and_reaches_all_recipients_of_the_person_unless_purposes_are_named(TestDatabase database)
    {
        await using var shop = await SharingShop.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        var person = DataSubject.Of<Customer>(ada);
        await using var scope = shop.NewScope();
        await using (await scope.Context.Database.BeginTransactionAsync())
        {
            await scope.Notices.AnnounceAsync(person, NoticeKind.Rectification);
        }

        Assert.Empty(await scope.Notices.ListAsync(person));

        var announced = await scope.Notices.AnnounceAsync(person, NoticeKind.Restriction);

        Assert.Equal([SharingShop.Auditor, SharingShop.Carrier, SharingShop.Mailer, SharingShop.Printer], announced.Select(notice => notice.Recipient));
        Assert.Equal(announced.Select(notice => notice.Id).Order(), (await scope.Notices.ListAsync(person)).Select(notice => notice.Id).Order());
    }

    [Fact]
    public async Task What_cannot_be_announced_is_refused_before_anything_is_written()
    {
        await using var shop = await SharingShop.StartAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        var person = DataSubject.Of<Customer>(ada);
        await using var scope = shop.NewScope();

        await Assert.ThrowsAsync<ArgumentException>(() => scope.Notices.AnnounceAsync(person, (NoticeKind)7));
        await Assert.ThrowsAsync<ArgumentException>(() => scope.Notices.AnnounceAsync(person, NoticeKind.Rectification, also: [new RecipientToTell(" ")]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Notices.AnnounceAsync(person, NoticeKind.Rectification, ["gossip"]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Notices.AnnounceAsync(DataSubject.Of<Customer>(4711), NoticeKind.Rectification));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Notices.LoadAsync(Guid.NewGuid()));

        Assert.Equal(0, await shop.CountAsync("""SELECT COUNT(*) FROM "GdprRecipientNotices" """));
    }
}
