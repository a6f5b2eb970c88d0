using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Consent;

/// <summary>Choices are personal data themselves: exported, and erased as far as they are no evidence.</summary>
public class ChoiceRightsTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_takes_free_text_out_and_keeps_the_evidence_and_says_so(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await AddAdaWithChoicesAsync(shop);
        await using var scope = shop.NewScope();

        var plan = await scope.Erasure.PlanAsync(ada);
        var certificate = await scope.Erasure.EraseAsync(plan);

        var planned = plan.Decisions.Where(decision => decision.Entity.EndsWith("Record", StringComparison.Ordinal));
        Assert.Equal(
            [
                ("ConsentRecord", "Evidence", ErasureAction.Retain, 2), ("ObjectionRecord", "Text", ErasureAction.Overwrite, 1),
                ("ObjectionRecord", "Evidence", ErasureAction.Retain, 1), ("RestrictionRecord", "Text", ErasureAction.Overwrite, 1),
                ("RestrictionRecord", "Evidence", ErasureAction.Retain, 1),
            ],
            planned.Select(decision => (decision.Entity, decision.Property!, decision.Action, decision.Rows)));
        var observed = certificate.Entries.Where(entry => entry.Entity.EndsWith("Record", StringComparison.Ordinal));
        Assert.Equal(
            [
                ("ConsentRecord", FieldErasureOutcome.Retained), ("ObjectionRecord", FieldErasureOutcome.Erased),
                ("ObjectionRecord", FieldErasureOutcome.Retained), ("RestrictionRecord", FieldErasureOutcome.Erased),
                ("RestrictionRecord", FieldErasureOutcome.Retained),
            ],
            observed.Select(entry => (entry.Entity, entry.Outcome)));
        Assert.True(certificate.IsComplete);
        Assert.Contains("GDPR Art. 5(2), 7(1)", Encoding.UTF8.GetString(certificate.Document.Span), StringComparison.Ordinal);
        Assert.Null(await shop.RawAsync("""SELECT "SealedText" FROM "GdprObjections" """));
        Assert.Null(await shop.RawAsync("""SELECT "SealedText" FROM "GdprRestrictions" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_consent_can_be_demonstrated_after_the_erasure(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await AddAdaWithChoicesAsync(shop);
        await using var scope = shop.NewScope();
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));

        var consents = await scope.Consent.LoadHistoryAsync(ada);
        var objection = Assert.Single(await scope.Objections.LoadHistoryAsync(ada));
        var restriction = Assert.Single(await scope.Restrictions.LoadHistoryAsync(ada));

        Assert.Equal([ConsentStatus.Given, ConsentStatus.Withdrawn], consents.Select(record => record.Status));
        Assert.Equal("Yes, ask me what I think of you.", consents[0].Text);
        Assert.Equal((ObjectionState.Upheld, null), (objection.State, objection.Text));
        Assert.Equal((RestrictionGround.AccuracyContested, null), (restriction.Ground, restriction.Text));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked()));
    }

    [Theory]
    [OnSqlite((int)RestrictionGround.UnlawfulProcessing)]
    [OnSqlite((int)RestrictionGround.LegalClaims)]
    [OnPostgres((int)RestrictionGround.LegalClaims)]
    public async Task Who_asked_for_restriction_instead_of_erasure_is_not_erased(TestDatabase database, int ground)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        var plan = await scope.Erasure.PlanAsync(ada);
        var restriction = await scope.Restrictions.RestrictAsync(ada, (RestrictionGround)ground, Choices.Web);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.EraseAsync(plan));

        Assert.Contains(nameof(IProcessingRestrictions.LiftAsync), error.Message, StringComparison.Ordinal);
        Assert.Equal("Ada Lovelace", (await scope.Context.Customers.FindAsync(ada.Key[0]))!.Name);
        await scope.Restrictions.LiftAsync(
            ada, restriction.Id, new() { LiftedBy = "desk 4", InformedBy = "letter", PersonInformedAt = shop.Clock.UtcNow });
        Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada))).IsComplete);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_access_export_holds_the_persons_choices_and_nobody_elses(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await AddAdaWithChoicesAsync(shop);
        await using var scope = shop.NewScope();
        var bob = ShopHost.Bob();
        scope.Context.Add(bob);
        await scope.Context.SaveChangesAsync();
        await scope.Consent.GiveAsync(DataSubject.Of<Customer>(bob.Id), Choices.Survey, Choices.Ticked("The text that Bob saw."));
        using var zip = new MemoryStream();

        var summary = await scope.Export.ExportAsync(ada, ExportProfile.Access, zip);

        using var consents = JsonDocument.Parse(Read(zip, "choices/consents.json"));
        var records = consents.RootElement.GetProperty("records");
        Assert.Equal(2, records.GetArrayLength());
        Assert.Equal("Given", records[0].GetProperty("status").GetString());
        Assert.Equal("2026-03-14T12:00:00+00:00", records[0].GetProperty("recordedAt").GetString());
        Assert.Equal("web", records[0].GetProperty("channel").GetString());
        Assert.DoesNotContain("Bob", Read(zip, "choices/consents.json"), StringComparison.Ordinal);
        Assert.Contains("I am the Countess.", Read(zip, "choices/objections.json"), StringComparison.Ordinal);
        Assert.Contains("AccuracyContested", Read(zip, "choices/restrictions.json"), StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(summary.Sources, source => source.Name == "objections").Records);
    }

    [Fact]
    public async Task A_portability_export_says_that_choices_are_left_out()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await AddAdaWithChoicesAsync(shop);
        await using var scope = shop.NewScope();
        using var zip = new MemoryStream();

        var summary = await scope.Export.ExportAsync(ada, ExportProfile.Portability, zip);

        Assert.Contains(summary.Omissions, omission => omission is { Entity: "consents", Field: ExportOmission.Everything });
        using var archive = new ZipArchive(new MemoryStream(zip.ToArray()), ZipArchiveMode.Read);
        Assert.DoesNotContain(archive.Entries, entry => entry.FullName.StartsWith("choices/", StringComparison.Ordinal));
    }

    private static async Task<DataSubject> AddAdaWithChoicesAsync(TestHost<ShopContext> shop)
    {
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked());
        await scope.Consent.WithdrawAsync(ada, Choices.Survey, Choices.Web);
        await scope.Objections.ObjectAsync(ada, Choices.Newsletter, Choices.Web, "I am the Countess.");
        await scope.Restrictions.RestrictAsync(ada, RestrictionGround.AccuracyContested, Choices.Web, reason: "Walworth!");
        return ada;
    }

    private static string Read(MemoryStream zip, string path)
    {
        using var archive = new ZipArchive(new MemoryStream(zip.ToArray()), ZipArchiveMode.Read);
        using var reader = new StreamReader(archive.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }
}
