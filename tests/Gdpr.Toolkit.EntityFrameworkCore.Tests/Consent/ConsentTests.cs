using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Consent;

public class ConsentTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_consent_is_on_record_with_everything_that_demonstrates_it(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        var expiry = new DateTimeOffset(2027, 3, 14, 0, 0, 0, TimeSpan.FromHours(1));
        await using (var scope = shop.NewScope())
        {
            await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked(source: new("telephone", "desk 4")) with { ExpiresAt = expiry });
        }

        await using var other = shop.StartAnotherShopWithChoices();
        await using var later = other.NewScope();
        var record = Assert.Single(await later.Consent.LoadHistoryAsync(ada));

        Assert.Equal((Choices.Survey, ConsentStatus.Given), (record.Purpose, record.Status));
        Assert.Equal(("Yes, ask me what I think of you.", "2026-03", ConsentMethod.Checkbox), (record.Text, record.TextVersion, record.Method));
        Assert.Equal(("telephone", "desk 4"), (record.Source.Channel, record.Source.RecordedBy));
        Assert.Equal(shop.Clock.UtcNow, record.RecordedAt);
        Assert.Equal((expiry, TimeSpan.Zero), (record.ExpiresAt, record.ExpiresAt!.Value.Offset));
        Assert.Equal(ConsentStatus.Given, await later.Consent.LoadStatusAsync(ada, Choices.Survey));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_change_is_a_new_record_and_the_last_one_counts(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();

        var before = await scope.Consent.LoadStatusAsync(ada, Choices.Survey);
        await scope.Consent.RefuseAsync(ada, Choices.Survey, Choices.Ticked());
        await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked());
        await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked("Yes, ask me anything."));
        await scope.Consent.WithdrawAsync(ada, Choices.Survey, Choices.Web);
        await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked());
        await scope.Consent.InvalidateAsync(ada, Choices.Survey, new("review", "the privacy team"));

        var history = await scope.Consent.LoadHistoryAsync(ada, Choices.Survey);
        Assert.Equal(ConsentStatus.Unknown, before);
        Assert.Equal(
            [
                ConsentStatus.Refused, ConsentStatus.Given, ConsentStatus.RenewedGiven, ConsentStatus.Withdrawn, ConsentStatus.Given,
                ConsentStatus.Invalidated,
            ],
            history.Select(record => record.Status));
        Assert.Equal(ConsentStatus.Invalidated, await scope.Consent.LoadStatusAsync(ada, Choices.Survey));
        Assert.Empty(await scope.Consent.LoadHistoryAsync(ada, Choices.Newsletter));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_submission_that_is_sent_twice_is_recorded_once(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        var submission = Choices.Web with { SubmissionId = Guid.NewGuid() };
        await using var scope = shop.NewScope();

        var first = await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked(source: submission));
        shop.Clock.Advance(TimeSpan.FromSeconds(2));
        var second = await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked(source: submission));
        await scope.Consent.WithdrawAsync(ada, Choices.Survey, Choices.Web);
        await scope.Consent.WithdrawAsync(ada, Choices.Survey, Choices.Web);

        Assert.Equal(first, second);
        Assert.Equal(
            [ConsentStatus.Given, ConsentStatus.Withdrawn],
            (await scope.Consent.LoadHistoryAsync(ada)).Select(record => record.Status));
    }

    [Fact]
    public async Task A_consent_counts_until_the_instant_at_which_it_expires()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        var expiry = shop.Clock.UtcNow.AddDays(30);
        await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked() with { ExpiresAt = expiry });

        shop.Clock.UtcNow = expiry.AddMilliseconds(-1);
        var last = await scope.Consent.LoadStatusAsync(ada, Choices.Survey);
        shop.Clock.UtcNow = expiry;
        var status = await scope.Consent.LoadStatusAsync(ada, Choices.Survey);
        var renewed = await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked() with { ExpiresAt = DateTimeOffset.MaxValue });

        Assert.Equal((ConsentStatus.Given, ConsentStatus.Expired), (last, status));
        Assert.Equal(ConsentStatus.Given, renewed.Status);
        Assert.Equal(ConsentStatus.Given, await scope.Consent.LoadStatusAsync(ada, Choices.Survey));
    }

    [Fact]
    public async Task Withdrawing_needs_no_consent_on_record()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();

        var record = await scope.Consent.WithdrawAsync(ada, Choices.Survey, Choices.Web);

        Assert.Equal(ConsentStatus.Withdrawn, record.Status);
        Assert.False((await scope.Consent.LoadStatusAsync(ada, Choices.Survey)).IsValidForProcessing);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_refused_with_the_way_out()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await shop.AddAdaAsync();
        var nobody = DataSubject.Of<Customer>(4711);
        await using var scope = shop.NewScope();

        var unknown = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Consent.GiveAsync(ada, "Survey", Choices.Ticked()));
        var contract = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Consent.GiveAsync(ada, ShopPurposes.Service, Choices.Ticked()));
        var absent = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Consent.GiveAsync(nobody, Choices.Survey, Choices.Ticked()));
        var reading = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Consent.LoadStatusAsync(nobody, Choices.Survey));
        var nothing = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Consent.InvalidateAsync(ada, Choices.Survey, Choices.Web));

        Assert.Contains("gdpr.Purpose(\"Survey\"", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("'Contract'", contract.Message, StringComparison.Ordinal);
        Assert.Contains("'Customer'", absent.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", absent.Message + reading.Message, StringComparison.Ordinal);
        Assert.Contains("'survey'", nothing.Message, StringComparison.Ordinal);
        Assert.Equal(0, await shop.CountAsync("GdprConsents"));
    }

    [Fact]
    public async Task Evidence_that_shows_nothing_is_refused()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        ConsentEvidence[] incomplete =
        [
            Choices.Ticked(" "),
            Choices.Ticked() with { TextVersion = "" },
            Choices.Ticked() with { Method = default },
            Choices.Ticked() with { ExpiresAt = shop.Clock.UtcNow },
            Choices.Ticked(source: new("")),
            Choices.Ticked(source: new("web", " ")),
        ];

        foreach (var evidence in incomplete)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => scope.Consent.GiveAsync(ada, Choices.Survey, evidence));
        }

        await Assert.ThrowsAsync<ArgumentNullException>(() => scope.Consent.GiveAsync(ada, Choices.Survey, null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => scope.Consent.WithdrawAsync(null!, Choices.Survey, Choices.Web));
        Assert.Equal(0, await shop.CountAsync("GdprConsents"));
    }
}
