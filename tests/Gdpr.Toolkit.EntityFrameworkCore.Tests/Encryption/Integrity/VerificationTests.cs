using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Integrity;

public class VerificationTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_nobody_has_touched_is_intact(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);

        var report = await VerifyAsync(host);

        Assert.True(report.IsIntact, report.ToString());
        Assert.Empty(report.Findings);
        Assert.Equal(2 * 19, report.Values);
        Assert.Equal(2 * 2, report.Tags);
        Assert.Equal(0, report.Destroyed);
    }

    [Theory]
    [OnSqlite("Holders.Name", "Holder.Name")]
    [OnSqlite("Holders.Diagnosis", "Holder.Diagnosis")]
    [OnSqlite("Holders.Secret", "Holder.Secret")]
    [OnSqlite("Holders.Home_Street", "Holder.Home#Place.Street")]
    [OnSqlite("Holders.Contact_Phone", "Holder.Contact.Phone")]
    [OnSqlite("Workplaces.Street.HolderId", "Holder.Work#Place.Street")]
    [OnSqlite("Letters.Text", "Letter.Text")]
    [OnSqlite("Letters.Receipt", "RegisteredLetter.Receipt")]
    [OnSqlite("Vehicle.Plate", "Vehicle.Plate")]
    [OnSqlite("Car.Engine", "Car.Engine")]
    [OnSqlite("Cat.Chip", "Pet.Chip")]
    [OnSqlite("Paper.Text", "Paper.Text")]
    [OnSqlite("Cards.Back", "Card.Back")]
    [OnSqlite("Member.Name", "Member.Name")]
    [OnSqlite("Visitor.Name", "Visitor.Name")]
    [OnSqlite("Seat.Name.Number", "Seat.Name")]
    [OnSqlite("Ticket.Text", "Ticket.Text")]
    [OnPostgres("Holders.Diagnosis", "Holder.Diagnosis")]
    [OnPostgres("Car.Engine", "Car.Engine")]
    [OnPostgres("Cat.Chip", "Pet.Chip")]
    [OnPostgres("Paper.Text", "Paper.Text")]
    [OnPostgres("Cards.Back", "Card.Back")]
    [OnPostgres("Visitor.Name", "Visitor.Name")]
    public async Task A_value_of_somebody_else_is_found_wherever_it_lies(TestDatabase database, string place, string property)
    {
        await using var host = await Holders.StartAsync(database);
        var parts = place.Split('.');
        await host.CopyAsync(parts[0], parts[1], parts.Length > 2 ? parts[2] : "Id");

        var report = await VerifyAsync(host);

        var finding = Assert.Single(report.Findings, found => found.Kind == IntegrityFindingKind.WrongSubject);
        Assert.Equal(property, finding.Property);
        Assert.Equal(parts[0], finding.Table);
        Assert.NotEqual(finding.SubjectReference, finding.KeyReference);
        Assert.NotNull(finding.SubjectReference);
        Assert.NotNull(finding.KeyReference);
    }

    [Theory]
    [OnSqlite("UPDATE \"Letters\" SET \"Text\" = \"Receipt\"", IntegrityFindingKind.Tampered)]
    [OnSqlite("UPDATE \"Letters\" SET \"Text\" = 'dear ada'", IntegrityFindingKind.Plaintext)]
    [OnSqlite("UPDATE \"Letters\" SET \"Text\" = X'64656172'", IntegrityFindingKind.Plaintext)]
    [OnSqlite("UPDATE \"Letters\" SET \"Text\" = X'FEFE'", IntegrityFindingKind.UnknownFormat)]
    [OnSqlite("UPDATE \"Letters\" SET \"Text\" = X'F901'", IntegrityFindingKind.Tampered)]
    [OnSqlite("UPDATE \"Letters\" SET \"Text\" = X'F901000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'", IntegrityFindingKind.KeyMissing)]
    [OnSqlite("UPDATE \"Letters\" SET \"TextIndex\" = zeroblob(16)", IntegrityFindingKind.WrongTag)]
    [OnSqlite("UPDATE \"Letters\" SET \"TextIndex\" = NULL", IntegrityFindingKind.MissingTag)]
    [OnSqlite("UPDATE \"Letters\" SET \"HolderId\" = NULL", IntegrityFindingKind.NoSubject)]
    [OnSqlite("UPDATE \"Letters\" SET \"HolderId\" = 3 - \"HolderId\"", IntegrityFindingKind.WrongSubject)]
    [OnPostgres("UPDATE \"Letters\" SET \"Text\" = 'dear ada'::bytea", IntegrityFindingKind.Plaintext)]
    [OnPostgres("UPDATE \"Letters\" SET \"Text\" = \"Receipt\"", IntegrityFindingKind.Tampered)]
    [OnPostgres("UPDATE \"Letters\" SET \"TextIndex\" = NULL", IntegrityFindingKind.MissingTag)]
    public async Task Every_kind_of_damage_has_its_name(TestDatabase database, string damage, IntegrityFindingKind kind)
    {
        await using var host = await Holders.StartAsync(database);
        await host.ExecuteRawAsync(damage);

        var report = await VerifyAsync(host);

        Assert.False(report.IsIntact);
        Assert.Contains(report.Findings, finding => finding.Kind == kind && finding.Property == "Letter.Text");
        Assert.All(report.Findings, finding => Assert.Equal(kind, finding.Kind));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_changed_key_row_is_found_with_every_value_under_it(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await host.ExecuteRawAsync("""UPDATE "GdprKeys" SET "Revision" = 9 WHERE "Group" = 'medical'""");

        var report = await VerifyAsync(host);

        Assert.Equal(2, report.Counts[IntegrityFindingKind.Tampered]);
        Assert.All(report.Findings, finding => Assert.Equal("Holder.Diagnosis", finding.Property));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Destroyed_keys_and_erased_people_are_no_finding(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            var people = await scope.Context.Holders.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
            await scope.KeyGroups.DestroyAsync(DataSubject.Of<Holder>(people[1]), "medical");
        }

        var report = await VerifyAsync(host);

        Assert.True(report.IsIntact, report.ToString());
        Assert.Equal(1, report.Destroyed);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_tag_that_outlives_its_value_is_found(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await host.ExecuteRawAsync("""UPDATE "Holders" SET "Name" = NULL""");

        var report = await VerifyAsync(host);

        Assert.Equal(2, report.Counts[IntegrityFindingKind.WrongTag]);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_values_of_somebody_who_was_removed_need_no_tags(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            scope.Context.Remove(await scope.Context.Holders.OrderBy(row => row.Id).FirstAsync());
            await scope.Context.SaveChangesAsync();
        }

        var report = await VerifyAsync(host);

        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "Holders" WHERE "NameIndex" IS NULL"""), CultureInfo.InvariantCulture));
        Assert.True(report.IsIntact, report.ToString());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_a_sweep_writes_in_the_place_of_a_value_needs_no_tag(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            var letter = await scope.Context.Set<Letter>().OrderBy(row => row.Id).FirstAsync();
            letter.Text = "(taken)";
            await scope.Context.SaveChangesAsync();
        }

        await host.ExecuteRawAsync("""UPDATE "Letters" SET "TextIndex" = NULL""");

        var report = await VerifyAsync(host);

        Assert.Equal(1, report.Counts[IntegrityFindingKind.MissingTag]);
        Assert.Single(report.Counts);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Small_pages_find_as_much_and_tell_how_far_they_are(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await host.CopyAsync("Paper", "Text");
        var told = new List<IntegrityProgress>();
        var all = await VerifyAsync(host);

        var report = await VerifyAsync(host, new IntegrityOptions { BatchSize = 1, MaximumFindings = 0 }, told);

        Assert.Equal(all.ToString(), report.ToString());
        Assert.Empty(report.Findings);
        Assert.Equal(1, report.Counts[IntegrityFindingKind.WrongSubject]);
        Assert.Equal(report.Rows, told[^1].Rows);
        Assert.Equal(report.Rows, told.Count);
        Assert.Contains(told, progress => progress.Table == "Paper");
    }

    [Theory]
    [OnSqlite]
    public async Task The_scan_can_be_cancelled_and_changes_nothing(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await using var scope = host.NewScope();
        using var cancelled = new CancellationTokenSource();
        var told = new Listener(_ => cancelled.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => scope.Context.VerifyIntegrityAsync(new IntegrityOptions { BatchSize = 1 }, told, cancelled.Token));

        Assert.Empty(scope.Context.ChangeTracker.Entries());
        Assert.Equal(2, await scope.Context.Holders.CountAsync());
    }

    [Theory]
    [OnSqlite(0)]
    [OnSqlite(10_001)]
    public async Task A_page_has_one_to_ten_thousand_rows(TestDatabase database, int rows)
    {
        await using var host = await Holders.StartAsync(database);
        await using var scope = host.NewScope();

        await Assert.ThrowsAsync<ValidationException>(() => scope.Context.VerifyIntegrityAsync(new IntegrityOptions { BatchSize = rows }));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_database_without_keys_has_nothing_to_find(TestDatabase database)
    {
        await using var host = await TestHost<HoldersContext>.StartAsync(database);

        var report = await VerifyAsync(host);

        Assert.True(report.IsIntact);
        Assert.Equal(0, report.Rows);
    }

    private static async Task<IntegrityReport> VerifyAsync(
        TestHost<HoldersContext> host, IntegrityOptions? options = null, List<IntegrityProgress>? told = null)
    {
        await using var scope = host.NewScope();
        return await scope.Context.VerifyIntegrityAsync(options, told is null ? null : new Listener(told.Add));
    }

    private sealed class Listener(Action<IntegrityProgress> listen) : IProgress<IntegrityProgress>
    {
        public void Report(IntegrityProgress value) => listen(value);
    }
}
