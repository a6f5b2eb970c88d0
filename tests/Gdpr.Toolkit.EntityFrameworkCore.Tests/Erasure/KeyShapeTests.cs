using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>A row that a retained one refers to stays, whatever their keys look like: the database would take the retained one along.</summary>
public class KeyShapeTests
{
    private static readonly DateOnly Day = new(2025, 5, 20);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_is_retained_is_not_lost_with_rows_whose_keys_are_bytes_or_differ_by_a_millisecond(TestDatabase database)
    {
        await using var host = await StartAsync<ParcelContext>(database);
        await using var scope = host.NewScope();
        var at = new DateTime(2026, 1, 1, 10, 0, 0, DateTimeKind.Utc);
        var ada = new Sender
        {
            Parcels =
            {
                new Parcel { Id = [1, 2], Sent = at, Content = "a book", Duties = { new Duty { Payer = "Ada", PaidOn = Day } } },
                new Parcel { Id = [3, 4], Sent = at.AddMilliseconds(1), Content = "a hat" },
                new Parcel { Id = [1, 2], Sent = at.AddMilliseconds(2), Content = "a pen" },
            },
        };
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Sender>(ada.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Equal("Ada", await host.RawAsync("""SELECT "Payer" FROM "Duty" """));
        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "Parcel" """), null));
        Assert.Null(await host.RawAsync("""SELECT "Content" FROM "Parcel" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_is_retained_is_not_lost_with_a_row_whose_key_it_writes_in_other_letters(TestDatabase database)
    {
        await using var host = await StartAsync<ShelfContext>(database);
        await using var scope = host.NewScope();
        var ada = new Reader { Shelves = { new Shelf { Code = "north", Label = "poems" } } };
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();
        await host.ExecuteRawAsync("""INSERT INTO "Fine" ("Id", "ReaderId", "ShelfCode", "Payer", "PaidOn") VALUES (1, 1, 'NORTH', 'Ada', '2025-05-20')""");

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Reader>(ada.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Equal("Ada", await host.RawAsync("""SELECT "Payer" FROM "Fine" """));
        Assert.Null(await host.RawAsync("""SELECT "Label" FROM "Shelf" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_whose_keys_are_the_same_letters_otherwise_divided_are_told_apart(TestDatabase database)
    {
        await using var host = await StartAsync<FileContext>(database);
        await using var scope = host.NewScope();
        var ada = new Author { Files = { new Paper { Folder = "a|=b", Name = "c", Title = "kept", PaidOn = Day }, new Paper { Folder = "a", Name = "b|=c", Title = "kept too", PaidOn = Day } } };
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Author>(ada.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Equal(2, Assert.Single(certificate.Entries, entry => entry.Outcome == FieldErasureOutcome.Retained).Rows);
    }

    private static Task<TestHost<TContext>> StartAsync<TContext>(TestDatabase database)
        where TContext : DbContext
        => TestHost<TContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
            gdpr.Purpose("law", purpose => purpose.On(LegalBasis.LegalObligation, law: "a law").RetainFor("P7Y", from: RetentionAnchor.InvoiceDate));
        });

    public sealed class ParcelContext(DbContextOptions<ParcelContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Sender>();
            modelBuilder.Entity<Parcel>().HasKey(parcel => new { parcel.Id, parcel.Sent });
        }
    }

    public sealed class ShelfContext(DbContextOptions<ShelfContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            if (Database.IsNpgsql())
            {
                modelBuilder.HasCollation("letters", locale: "und-u-ks-level2", provider: "icu", deterministic: false);
            }

            var collation = Database.IsNpgsql() ? "letters" : "NOCASE";
            modelBuilder.Entity<Reader>();
            modelBuilder.Entity<Shelf>(shelf =>
            {
                shelf.HasKey(row => row.Code);
                shelf.Property(row => row.Code).UseCollation(collation);
            });
            modelBuilder.Entity<Fine>(fine =>
            {
                fine.Property(row => row.Id).ValueGeneratedNever();
                fine.Property(row => row.ShelfCode).UseCollation(collation);
                fine.HasOne<Shelf>().WithMany().HasForeignKey(row => row.ShelfCode).OnDelete(DeleteBehavior.Cascade);
            });
        }
    }

    public sealed class FileContext(DbContextOptions<FileContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Author>();
            modelBuilder.Entity<Paper>().HasKey(paper => new { paper.Folder, paper.Name });
        }
    }

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "a number")]
    public sealed class Sender
    {
        public int Id { get; set; }

        public List<Parcel> Parcels { get; } = [];
    }

    public sealed class Parcel
    {
        public byte[] Id { get; set; } = [];

        public DateTime Sent { get; set; }

        public int SenderId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Content { get; set; }

        public List<Duty> Duties { get; } = [];
    }

    public sealed class Duty
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "law")]
        public string? Payer { get; set; }

        [NotPersonalData("a day")]
        [AnchorsRetention(RetentionAnchor.InvoiceDate)]
        public DateOnly PaidOn { get; set; }
    }

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "a number")]
    public sealed class Reader
    {
        public int Id { get; set; }

        public List<Shelf> Shelves { get; } = [];

        public List<Fine> Fines { get; } = [];
    }

    public sealed class Shelf
    {
        public string Code { get; set; } = "";

        public int ReaderId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Label { get; set; }
    }

    public sealed class Fine
    {
        public int Id { get; set; }

        public int ReaderId { get; set; }

        public string ShelfCode { get; set; } = "";

        public Reader? Reader { get; set; }

        [PersonalData(PersonalDataCategory.Name, "law", Subject = nameof(Reader))]
        public string? Payer { get; set; }

        [NotPersonalData("a day")]
        [AnchorsRetention(RetentionAnchor.InvoiceDate)]
        public DateOnly PaidOn { get; set; }
    }

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "a number")]
    public sealed class Author
    {
        public int Id { get; set; }

        public List<Paper> Files { get; } = [];
    }

    public sealed class Paper
    {
        public string Folder { get; set; } = "";

        public string Name { get; set; } = "";

        public int AuthorId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "law")]
        public string? Title { get; set; }

        [NotPersonalData("a day")]
        [AnchorsRetention(RetentionAnchor.InvoiceDate)]
        public DateOnly PaidOn { get; set; }
    }
}
