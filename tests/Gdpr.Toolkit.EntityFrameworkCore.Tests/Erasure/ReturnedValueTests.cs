using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>Databases give values back in another order, or longer, than they were written.</summary>
public class ReturnedValueTests
{
    [Theory]
    [OnPostgres]
    public async Task Retained_values_in_a_table_of_owned_rows_are_the_same_in_whatever_order_they_come(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var order = new Order { Buyer = new Buyer { Number = "191212121212" }, OrderedOn = new DateOnly(2025, 5, 20), Lines = { new Line { Text = "pen" }, new Line { Text = "ink" }, new Line { Text = "rag" } } };
        scope.Context.Add(order);
        await scope.Context.SaveChangesAsync();
        // PostgreSQL writes a new version of the row behind the others.
        order.Lines[0].Text = "quill";
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Buyer>(order.Buyer.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Equal(FieldErasureOutcome.Retained, Assert.Single(certificate.Entries, entry => entry.Property == "Lines.Text").Outcome);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_column_of_fixed_length_is_empty_when_it_holds_spaces(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var buyer = new Buyer { Number = "191212121212" };
        scope.Context.Add(buyer);
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Buyer>(buyer.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Equal("", Assert.IsType<string>(await host.RawAsync("""SELECT "Number" FROM "Buyer" """)).Trim());
    }

    private static Task<TestHost<OrderContext>> StartAsync(TestDatabase database)
        => TestHost<OrderContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
            gdpr.Purpose("law", purpose => purpose.On(LegalBasis.LegalObligation, law: "a law").RetainFor("P7Y", from: RetentionAnchor.InvoiceDate));
        });

    public sealed class OrderContext(DbContextOptions<OrderContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Buyer>().Property(buyer => buyer.Number).HasMaxLength(12).IsFixedLength();
            modelBuilder.Entity<Order>().OwnsMany(order => order.Lines);
        }
    }

    [DataSubject(DataSubjectRole.Customer)]
    public sealed class Buyer
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.NationalIdentificationNumber, "service")]
        public required string Number { get; set; }
    }

    public sealed class Order
    {
        public int Id { get; set; }

        public Buyer? Buyer { get; set; }

        [NotPersonalData("a day")]
        [AnchorsRetention(RetentionAnchor.InvoiceDate)]
        public DateOnly OrderedOn { get; set; }

        public List<Line> Lines { get; } = [];
    }

    public sealed class Line
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "law")]
        [Encrypted]
        public string? Text { get; set; }
    }
}
