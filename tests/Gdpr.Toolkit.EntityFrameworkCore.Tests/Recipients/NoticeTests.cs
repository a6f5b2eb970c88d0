using System.Text;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Recipients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Recipients;

/// <summary>What recipients are told of an erasure, and what is left of it.</summary>
public class NoticeTests
{
    private const string WaitingKeys = """SELECT COUNT(*) FROM "GdprRecipientNotices" WHERE "SealedDetails" IS NOT NULL OR "KeyRef" IS NOT NULL""";

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Recipients_of_what_is_erased_are_told_who_it_was_and_nothing_of_that_is_left(TestDatabase database, bool ownKeyDatabase)
    {
        await using var shop = await SharingShop.StartAsync(database, options => options.OwnKeyDatabase = ownKeyDatabase);
        var (ada, bob) = await shop.AddPeopleAsync();

        var certificate = await shop.EraseAsync(ada);
        var dispatch = await shop.DispatchAsync();

        Assert.Equal((3, 0, 0, 0), (dispatch.Notified, dispatch.Retrying, dispatch.GivenUp, dispatch.Overdue));
        var asked = shop.Notifications().Asked;
        Assert.Equal([SharingShop.Carrier, SharingShop.Mailer, SharingShop.Printer], asked.Select(notice => notice.Recipient));
        Assert.All(asked, notice => Assert.Equal(NoticeKind.Erasure, notice.Kind));
        var mailer = shop.Notifications().About(SharingShop.Mailer);
        Assert.Equal(["Ada@Example.org"], mailer.Identifiers["Customer.Email"]);
        Assert.Equal([$"{ada}"], mailer.Identifiers["Customer.Id"]);
        Assert.Equal([ShopPurposes.Marketing], mailer.Purposes);
        Assert.Equal(["12 St James's Square"], shop.Notifications().About(SharingShop.Carrier).Identifiers["Customer.Home.Street"]);
        Assert.Empty(shop.Notifications().About(SharingShop.Printer).Identifiers);
        Assert.Equal(certificate.Recipients.Select(notice => notice.Id).Order(), asked.Select(notice => notice.Id).Order());
        var listed = await shop.ListAsync(ada);
        Assert.All(listed, notice => Assert.Equal((NoticeOutcome.Notified, 1, shop.Clock.UtcNow), (notice.Outcome!.Value, notice.Attempts, notice.SettledAt!.Value)));
        Assert.Empty(await shop.ListAsync(bob));
        Assert.Equal(0, await shop.CountAsync(WaitingKeys));
        // Two notices had something to seal; their keys are gone with that, as the person's are.
        Assert.Equal(3L, Convert.ToInt64(await shop.RawKeyAsync($"""SELECT COUNT(*) FROM "GdprKeys" WHERE "State" = {(int)KeyState.Shredded} AND "Wrapped" IS NULL"""), null));
        Assert.Equal(0, (await shop.DispatchAsync()).Notified);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task While_a_notice_waits_its_identifiers_are_encrypted_and_the_certificate_says_until_when_they_are_held(TestDatabase database)
    {
        await using var shop = await SharingShop.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada));
        var certificate = await scope.Erasure.EraseAsync(plan, new ErasureOptions { Recipients = { new RecipientToTell("Court of Marylebone") { Reference = "case-1815-of-lovelace" } } });

        Assert.Equal([SharingShop.Carrier, SharingShop.Mailer, SharingShop.Printer], plan.Recipients);
        Assert.Contains("Recipients to be told: Carrier AB, Mailer AB, Printer KB", plan.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await shop.CountAsync("""SELECT COUNT(*) FROM "GdprRecipientNotices" WHERE "Recipient" <> 'Court of Marylebone' AND "SealedDetails" IS NOT NULL"""));
        Assert.False(await shop.FilesContainAsync("case-1815-of-lovelace"));
        Assert.False(await shop.FilesContainAsync("Ada@Example.org"));
        var document = Encoding.UTF8.GetString(certificate.Document.Span);
        Assert.Contains("""{"identifiersHeldUntil":"2026-04-13T12:00:00Z","justification":null,"kind":"Erasure","noticeId":""", document, StringComparison.Ordinal);
        Assert.Contains("\"recipient\":\"Court of Marylebone\"", document, StringComparison.Ordinal);
        Assert.DoesNotContain("Example.org", document, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("case-1815", document, StringComparison.Ordinal);
        var court = certificate.Recipients.Single(notice => notice.Recipient == "Court of Marylebone");
        Assert.Null(court.Outcome);
        Assert.Equal(shop.Clock.UtcNow.AddDays(30), court.IdentifiersHeldUntil);
        Assert.Null(certificate.Recipients.Single(notice => notice.Recipient == SharingShop.Printer).IdentifiersHeldUntil);
        Assert.Equal("case-1815-of-lovelace", (await scope.Notices.LoadAsync(court.Id)).Reference);
        Assert.True((await scope.Context.VerifyIntegrityAsync()).IsIntact);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_that_does_not_commit_tells_nobody(TestDatabase database)
    {
        await using var shop = await SharingShop.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var broken = shop.StartAnotherSharingShop(options => options.ConfigureContext = context => context.AddInterceptors(new BrokenCommit()));
        await using var scope = broken.NewScope();
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada));

        await Assert.ThrowsAsync<IOException>(() => scope.Erasure.EraseAsync(plan));

        Assert.Equal(0, await shop.CountAsync("""SELECT COUNT(*) FROM "GdprRecipientNotices" """));
        await shop.EraseAsync(ada);
        Assert.Equal(3, await shop.CountAsync("""SELECT COUNT(*) FROM "GdprRecipientNotices" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Recipients_of_what_was_retained_are_told_when_the_sweep_takes_it(TestDatabase database)
    {
        await using var company = await StartCompanyAsync(database);
        var ada = await company.AddAsync(new Subscriber
        {
            Name = "Ada Lovelace",
            Email = "ada@example.org",
            Bills = { new Bill { BilledTo = "Ada Lovelace", FiscalYearEnd = new DateOnly(2024, 6, 30) } },
        });
        await using var scope = company.NewScope();
        var first = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));
        company.Clock.UtcNow = Company.Noon(new DateOnly(2032, 1, 1));

        Assert.Same(first, Assert.Single(company.Certificates.Take()));
        await scope.Sweep.RunAsync();
        await scope.Notices.DispatchAsync();

        Assert.Equal(SharingShop.Mailer, Assert.Single(first.Recipients).Recipient);
        var amended = Assert.Single(company.Certificates.Take());
        Assert.Equal(first.Id, amended.Amends);
        Assert.Equal([SharingShop.Mailer, SharingShop.Auditor], amended.Recipients.Select(notice => notice.Recipient));
        var auditor = company.Services.GetRequiredService<Notifications>().About(SharingShop.Auditor);
        Assert.Equal(["1"], auditor.Identifiers["Subscriber.Id"]);
        Assert.Equal([CompanyPurposes.Accounting], auditor.Purposes);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rotated_keys_open_what_waits_and_the_reasons_of_holds(TestDatabase database)
    {
        await using var shop = await SharingShop.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await shop.EraseAsync(ada);
        await using var scope = shop.NewScope();
        await scope.Holds.PlaceAsync(Gdpr.Toolkit.Holds.LegalHoldScope.Person(DataSubject.Of<Customer>(bob)), "a dispute", "counsel", new DateOnly(2027, 1, 1));
        var rotation = shop.Services.GetRequiredService<IKeyRotation>();
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await rotation.RotateSubjectKeysAsync(scope.Context, shop.Clock.UtcNow);
        shop.Clock.Advance(TimeSpan.FromHours(2));

        var destroyed = await rotation.DestroyReplacedKeysAsync([scope.Context]);
        await shop.DispatchAsync();

        Assert.Equal((5L, 0L, 0L), (destroyed.Destroyed, destroyed.InUse, destroyed.Waiting));
        Assert.Equal(["Ada@Example.org"], shop.Notifications().About(SharingShop.Mailer).Identifiers["Customer.Email"]);
        Assert.Equal("a dispute", Assert.Single(await scope.Holds.ListInForceAsync()).Reason);
    }

    [Fact]
    public async Task An_identifying_property_that_no_row_has_is_refused_before_anything_is_planned()
    {
        await using var shop = await SharingShop.StartAsync(
            TestDatabase.Sqlite, options => options.ConfigureToolkit = gdpr => gdpr.NotifyRecipients<Notifier>(
                notices => notices.Identify<Notifications>(SharingShop.Mailer, other => other.Asked.Count)));
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        Assert.Contains("'Notifications.Asked.Count'", refused.Message, StringComparison.Ordinal);
    }

    private static Task<TestHost<CompanyContext>> StartCompanyAsync(TestDatabase database)
        => TestHost<CompanyContext>.StartAsync(database, options =>
        {
            options.Clock.UtcNow = Company.Noon(new DateOnly(2025, 7, 1));
            options.ConfigureToolkit = gdpr =>
            {
                gdpr.UseTimeZone("Europe/Stockholm");
                gdpr.Services.AddSingleton(new Notifications());
                gdpr.NotifyRecipients<Notifier>(notices => notices.Identify<Subscriber>(SharingShop.Auditor, subscriber => subscriber.Id));
                foreach (var purpose in new[] { CompanyPurposes.Service, CompanyPurposes.Premises, CompanyPurposes.Survey, CompanyPurposes.Tendering, CompanyPurposes.Parking })
                {
                    gdpr.Purpose(purpose, p => p.On(LegalBasis.Contract));
                }

                gdpr.Purpose(CompanyPurposes.Marketing, p => p.SharedWith(new DataRecipient(SharingShop.Mailer, RecipientKind.Processor)).On(LegalBasis.Consent));
                gdpr.Purpose(CompanyPurposes.Accounting, p => p
                    .SharedWith(new DataRecipient(SharingShop.Auditor, RecipientKind.IndependentController))
                    .On(LegalBasis.LegalObligation, law: "Bokföringslagen 1999:1078 ch. 7 § 2")
                    .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd));
            };
        });

    private sealed class BrokenCommit : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            System.Data.Common.DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            => throw new IOException("The disk is full.");
    }
}
