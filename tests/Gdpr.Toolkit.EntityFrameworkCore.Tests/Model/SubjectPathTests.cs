using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model;

public class SubjectPathTests
{
    [Fact]
    public void Entities_that_refer_to_each_other_all_find_their_person_in_any_order()
    {
        using var context = new CircleContext();
        foreach (var order in new[] { new[] { typeof(Order), typeof(Shipment) }, [typeof(Shipment), typeof(Order)] })
        {
            var finder = new SubjectPathFinder(context.Model);
            var paths = order.ToDictionary(type => type, type => finder.Find(context.Model.FindEntityType(type)!));

            Assert.Equal(["Customer"], Hops(paths[typeof(Order)]!));
            Assert.Equal(["Order", "Customer"], Hops(paths[typeof(Shipment)]!));
        }
    }

    [Fact]
    public void The_shortest_way_counts_and_a_reference_to_the_own_type_is_none()
    {
        using var context = new CircleContext();
        var finder = new SubjectPathFinder(context.Model);

        Assert.Equal(["Customer"], Hops(finder.Find(context.Model.FindEntityType(typeof(Comment))!)!));
    }

    [Fact]
    public void The_named_navigation_decides_between_two_people()
    {
        using var context = new CircleContext();

        var path = new SubjectPathFinder(context.Model).Find(context.Model.FindEntityType(typeof(Letter))!)!;

        Assert.Equal(["Recipient"], Hops(path));
    }

    [Fact]
    public void One_person_is_no_way_to_another()
    {
        using var context = new CircleContext();
        var path = new SubjectPathFinder(context.Model).Find(context.Model.FindEntityType(typeof(Customer))!)!;

        Assert.True(path.IsSubject);
        Assert.Equal(typeof(Customer), path.Subject.ClrType);
    }

    [Fact]
    public void An_entity_without_a_way_leads_to_nobody()
    {
        using var context = new CircleContext();

        Assert.Null(new SubjectPathFinder(context.Model).Find(context.Model.FindEntityType(typeof(Loop))!));
    }

    private static IEnumerable<string> Hops(SubjectPath path) => path.Hops.Select(hop => hop.DependentToPrincipal!.Name);

    internal sealed class Seller
    {
        public int Id { get; set; }
    }

    internal sealed class Customer
    {
        public int Id { get; set; }

        public Seller? Seller { get; set; }
    }

    internal sealed class Order
    {
        public int Id { get; set; }

        public Customer Customer { get; set; } = null!;

        public int? ActiveShipmentId { get; set; }

        public Shipment? ActiveShipment { get; set; }
    }

    internal sealed class Shipment
    {
        public int Id { get; set; }

        public Order Order { get; set; } = null!;
    }

    internal sealed class Comment
    {
        public int Id { get; set; }

        public Comment? Parent { get; set; }

        public Order? Order { get; set; }

        public Customer Customer { get; set; } = null!;
    }

    internal sealed class Letter
    {
        public int Id { get; set; }

        public Customer Sender { get; set; } = null!;

        public Customer Recipient { get; set; } = null!;

        [PersonalData(PersonalDataCategory.Communication, Subject = nameof(Recipient))]
        public string? Text { get; set; }
    }

    internal sealed class Loop
    {
        public int Id { get; set; }

        public Loop? Next { get; set; }
    }

    private sealed class CircleContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.AmongMany().UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Customer>().IsDataSubject(DataSubjectRole.Customer);
            modelBuilder.Entity<Seller>().IsDataSubject(DataSubjectRole.Employee);
            modelBuilder.Entity<Order>().HasOne(row => row.ActiveShipment).WithMany().HasForeignKey(row => row.ActiveShipmentId);
            modelBuilder.Entity<Shipment>().HasOne(row => row.Order).WithMany();
            modelBuilder.Entity<Comment>();
            modelBuilder.Entity<Loop>();
            // Without the toolkit's conventions: what MarkConvention would read from the attribute.
            modelBuilder.Entity<Letter>().Property(row => row.Text).Metadata.SetAnnotation(
                GdprAnnotationNames.PersonalData,
                Marks.Write(new PersonalDataMark { Category = PersonalDataCategory.Communication, Subject = nameof(Letter.Recipient) }));
        }
    }
}
