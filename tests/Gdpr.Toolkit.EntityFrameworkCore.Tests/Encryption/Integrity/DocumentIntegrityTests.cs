using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Integrity;

/// <summary>Rows whose encrypted values lie in a column of their own and in JSON documents of every kind.</summary>
public class DocumentIntegrityTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_scan_reads_columns_and_documents(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();

        var report = await scope.Context.VerifyIntegrityAsync();

        Assert.True(report.IsIntact, report.ToString());
        Assert.Equal(2 * 8, report.Values);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Documents_move_to_another_person_with_their_row(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using (var scope = host.NewScope())
        {
            var parcel = await scope.Context.Set<Parcel>().SingleAsync(row => row.RecipientId == 1);
            Assert.Equal(1, await scope.Context.ReassignAsync(parcel, DataSubject.Of<Recipient>(2), "sent to the wrong one"));
        }

        await Shredding.ShredAsync(host, 1, finished: true);
        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        var moved = await reading.Context.Set<Parcel>().OrderBy(row => row.Id).FirstAsync();
        Assert.Equal((2, "ada's label"), (moved.RecipientId, moved.Label));
        Assert.Equal(("ada's floor", "ada's door"), (moved.Owned!.Text, moved.Owned.Inner!.Text));
        Assert.Equal(["ada's first", "ada's second"], moved.OwnedList.Select(slip => slip.Text));
        Assert.Equal("ada's note", moved.Complex.Text);
        Assert.Null(moved.Missing);
        Assert.Equal(["ada's third", "ada's fourth"], moved.ComplexList.Select(slip => slip.Text));
    }

    private static async Task<TestHost<ParcelsContext>> StartAsync(TestDatabase database)
    {
        var host = await TestHost<ParcelsContext>.StartAsync(database);
        await using var scope = host.NewScope();
        foreach (var name in new[] { "ada", "bob" })
        {
            scope.Context.Add(new Recipient { Parcels = { Of(name) } });
            await scope.Context.SaveChangesAsync();
        }

        return host;
    }

    private static Parcel Of(string name) => new()
    {
        Label = $"{name}'s label",
        Owned = new Slip { Text = $"{name}'s floor", Inner = new InnerSlip { Text = $"{name}'s door" } },
        OwnedList = { new InnerSlip { Text = $"{name}'s first" }, new InnerSlip { Text = $"{name}'s second" } },
        Complex = new InnerSlip { Text = $"{name}'s note" },
        ComplexList = { new InnerSlip { Text = $"{name}'s third" }, new InnerSlip { Text = $"{name}'s fourth" } },
    };

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Recipient
    {
        public int Id { get; set; }

        public List<Parcel> Parcels { get; } = [];
    }

    private sealed class Parcel
    {
        public int Id { get; set; }

        public int RecipientId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText), Encrypted]
        public required string Label { get; set; }

        public Slip? Owned { get; set; }

        public List<InnerSlip> OwnedList { get; } = [];

        public required InnerSlip Complex { get; set; }

        public InnerSlip? Missing { get; set; }

        public List<InnerSlip> ComplexList { get; set; } = [];
    }

    private sealed class Slip
    {
        [PersonalData(PersonalDataCategory.FreeText), Encrypted]
        public required string Text { get; set; }

        public InnerSlip? Inner { get; set; }
    }

    private sealed class InnerSlip
    {
        [PersonalData(PersonalDataCategory.FreeText), Encrypted]
        public required string Text { get; set; }
    }

    private sealed class ParcelsContext(DbContextOptions<ParcelsContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Recipient>();
            modelBuilder.Entity<Parcel>(parcel =>
            {
                parcel.OwnsOne(row => row.Owned, slip =>
                {
                    slip.ToJson();
                    slip.OwnsOne(row => row.Inner);
                });
                parcel.OwnsMany(row => row.OwnedList, slips => slips.ToJson());
                parcel.ComplexProperty(row => row.Complex, slip => slip.ToJson());
                parcel.ComplexProperty(row => row.Missing, slip => slip.ToJson());
                parcel.ComplexCollection(row => row.ComplexList, slips => slips.ToJson());
            });
        }
    }
}
