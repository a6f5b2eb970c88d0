using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Holds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

/// <summary>What cannot be taken: found before a sweep begins where the model says so, and otherwise nobody else's business.</summary>
public class StuckPeopleTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_required_value_of_a_deleted_row_that_others_may_refer_to_is_refused_before_anything_is_swept(TestDatabase database)
    {
        await using var host = await StartAsync<DisputedContext>(database);
        await using var scope = host.NewScope();
        scope.Context.Add(new Dispute { Order = new Order { Weight = 3, OrderedOn = new DateOnly(2020, 1, 1), Buyer = new Buyer() } });
        await scope.Context.SaveChangesAsync();

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => scope.Sweep.RunAsync());

        Assert.Contains("'Order.Weight'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("if no other row refers to it", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "Order" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_row_whose_dependents_fall_due_with_it_waits_while_one_of_them_is_held(TestDatabase database)
    {
        await using var host = await StartAsync<CasesContext>(database);
        await using var scope = host.NewScope();
        scope.Context.Add(new Caller { Taste = "tea", Left = new DateOnly(2020, 1, 1), Tickets = { new Ticket { Minutes = 3, Remarks = { new Remark { Text = "late" } } } } });
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();
        var hold = await scope.Holds.PlaceAsync(LegalHoldScope.Rows<Remark>(), "a dispute", "counsel", new DateOnly(2040, 1, 1));

        var held = await scope.Sweep.RunAsync();
        var minutes = await host.RawAsync("""SELECT "Minutes" FROM "Ticket" """);
        await scope.Holds.ReleaseAsync(hold.Id, "counsel");
        var released = await scope.Sweep.RunAsync();

        Assert.Equal((0, 0), (held.Taken.Count, held.Overdue));
        Assert.True(held.Suspended > 0);
        Assert.Equal(3, Convert.ToInt32(minutes, null));
        Assert.Equal([("Remark", "*"), ("Ticket", "*")], released.Taken.Select(count => (count.Entity, count.Property)));
        Assert.Equal((0, 0), (released.Suspended, released.Overdue));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Who_cannot_be_erased_stays_overdue_and_the_sweep_goes_on_with_others(TestDatabase database)
    {
        var logs = new RecordedLogs();
        await using var host = await StartAsync<KeptContext>(database, logs);
        await using var scope = host.NewScope();
        var stuck = new Patron { Visits = { new Visit { Minutes = 3, Receipts = { new Receipt { PaidOn = new DateOnly(2026, 1, 1), PaidBy = "Ada" } } } } };
        scope.Context.AddRange(stuck, new Patron { Visits = { new Visit { Minutes = 4 } } });
        await scope.Context.SaveChangesAsync();
        scope.Context.RemoveRange(await scope.Context.Set<Patron>().ToListAsync());
        await scope.Context.SaveChangesAsync();

        var swept = await scope.Sweep.RunAsync();

        Assert.Equal((1, 1), (swept.PeopleErased, swept.Overdue));
        Assert.Contains(logs.Entries, entry => entry.Id == 1403);
        Assert.Equal(DataSubject.Of<Patron>(stuck.Id), Assert.Single(await scope.Erasure.ListPendingAsync()));
    }

    [Theory]
    [OnSqlite(Obstacle.UnknownReference)]
    [OnPostgres(Obstacle.UnknownReference)]
    [OnSqlite(Obstacle.ChangedValue)]
    [OnPostgres(Obstacle.ChangedValue)]
    public async Task What_stands_in_the_way_of_one_person_stops_nobody_elses_sweep(TestDatabase database, Obstacle obstacle)
    {
        var logs = new RecordedLogs();
        await using var host = await StartAsync<LendingContext>(database, logs);
        await using var scope = host.NewScope();
        var people = Enumerable.Range(0, 3).Select(number => new Borrower { Loans = { new Loan { Title = $"Book {number}" } } }).ToList();
        scope.Context.AddRange(people);
        await scope.Context.SaveChangesAsync();
        scope.Context.RemoveRange(people);
        await scope.Context.SaveChangesAsync();
        await host.ExecuteRawAsync("""CREATE TABLE "Elsewhere" ("Loan" INT REFERENCES "Loan" ("Id") ON DELETE RESTRICT)""");
        var stuck = people[1].Id;
        await host.ExecuteRawAsync(obstacle == Obstacle.UnknownReference
            ? $"""INSERT INTO "Elsewhere" SELECT "Id" FROM "Loan" WHERE "BorrowerId" = {stuck}"""
            : $"""UPDATE "Loan" SET "Title" = (SELECT other."Title" FROM "Loan" AS other WHERE other."BorrowerId" = {people[2].Id}) WHERE "BorrowerId" = {stuck}""");

        var swept = await scope.Sweep.RunAsync();

        Assert.Equal((2, 1), (swept.PeopleErased, swept.Overdue));
        Assert.Equal([true, true], host.Certificates.Take().Select(certificate => certificate.IsComplete));
        Assert.Contains(logs.Entries, entry => entry.Id == 1403);
        Assert.Equal(DataSubject.Of<Borrower>(stuck), Assert.Single(await scope.Erasure.ListPendingAsync()));
        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "Loan" """), null));
    }

    private static Task<TestHost<TContext>> StartAsync<TContext>(TestDatabase database, RecordedLogs? logs = null)
        where TContext : DbContext
        => TestHost<TContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.Purpose("orders", purpose => purpose.On(LegalBasis.Contract).RetainFor("P1Y", from: RetentionAnchor.Created).OnExpiry(ExpiryAction.Delete));
            gdpr.Purpose("support", purpose => purpose.On(LegalBasis.Contract).RetainFor("P1Y", from: RetentionAnchor.ContractEnded).OnExpiry(ExpiryAction.Delete));
            gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
            gdpr.Purpose("law", purpose => purpose.On(LegalBasis.LegalObligation, law: "a law").RetainFor("P7Y", from: RetentionAnchor.ContractEnded));
            gdpr.Services.AddLogging(logging => logging.AddProvider(logs ?? new RecordedLogs()));
        });

    public sealed class DisputedContext(DbContextOptions<DisputedContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
            => modelBuilder.Entity<Dispute>().HasOne(dispute => dispute.Order).WithMany().OnDelete(DeleteBehavior.Restrict);
    }

    public sealed class KeptContext(DbContextOptions<KeptContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Patron>();
    }

    public enum Obstacle
    {
        /// <summary>A foreign key that the model does not know.</summary>
        UnknownReference,

        /// <summary>A value that was copied from somebody else's row.</summary>
        ChangedValue,
    }

    public sealed class LendingContext(DbContextOptions<LendingContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Borrower>();
    }

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "a number")]
    public sealed class Borrower
    {
        public int Id { get; set; }

        public List<Loan> Loans { get; } = [];
    }

    public sealed class Loan
    {
        public int Id { get; set; }

        public int BorrowerId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        [Encrypted]
        public string? Title { get; set; }
    }

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "a number")]
    public sealed class Buyer
    {
        public int Id { get; set; }
    }

    public sealed class Order
    {
        public int Id { get; set; }

        public Buyer? Buyer { get; set; }

        [PersonalData(PersonalDataCategory.ServiceUsage, "orders")]
        public int Weight { get; set; }

        [NotPersonalData("a day")]
        [AnchorsRetention(RetentionAnchor.Created)]
        public DateOnly OrderedOn { get; set; }
    }

    public sealed class Dispute
    {
        public int Id { get; set; }

        public Order? Order { get; set; }
    }

    public sealed class CasesContext(DbContextOptions<CasesContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Caller>();
    }

    [DataSubject(DataSubjectRole.Customer)]
    public sealed class Caller
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Preference, "service")]
        public string? Taste { get; set; }

        [NotPersonalData("a day")]
        [AnchorsRetention(RetentionAnchor.ContractEnded)]
        public DateOnly? Left { get; set; }

        public List<Ticket> Tickets { get; } = [];
    }

    public sealed class Ticket
    {
        public int Id { get; set; }

        public Caller? Caller { get; set; }

        [PersonalData(PersonalDataCategory.ServiceUsage, "support")]
        public int Minutes { get; set; }

        public List<Remark> Remarks { get; } = [];
    }

    public sealed class Remark
    {
        public int Id { get; set; }

        public Ticket? Ticket { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "support")]
        public string? Text { get; set; }
    }

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "a number")]
    public sealed class Patron
    {
        public int Id { get; set; }

        public List<Visit> Visits { get; } = [];
    }

    public sealed class Visit
    {
        public int Id { get; set; }

        public Patron? Patron { get; set; }

        [PersonalData(PersonalDataCategory.ServiceUsage, "service")]
        public int Minutes { get; set; }

        public List<Receipt> Receipts { get; } = [];
    }

    public sealed class Receipt
    {
        public int Id { get; set; }

        public Visit? Visit { get; set; }

        [PersonalData(PersonalDataCategory.Name, "law")]
        public string? PaidBy { get; set; }

        [NotPersonalData("a day")]
        [AnchorsRetention(RetentionAnchor.ContractEnded)]
        public DateOnly PaidOn { get; set; }
    }
}
