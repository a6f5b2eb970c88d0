using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

/// <summary>One model for two databases: an encrypted one and its plain twin.</summary>
public abstract class PeopleContext(DbContextOptions options) : DbContext(options)
{
    public const string Tenant = "north";

    public const string AllPeople = """SELECT * FROM "People" """;

    public DbSet<Person> People => Set<Person>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Document> Documents => Set<Document>();

    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<Supplier> Suppliers => Set<Supplier>();

    public DbSet<Subscriber> Subscribers => Set<Subscriber>();

    /// <summary>Changes rows, looks at them and takes the changes back.</summary>
    public (int Changed, TResult Then) Undone<TResult>(Func<int> change, Func<TResult> look)
    {
        using var transaction = Database.BeginTransaction();
        return (change(), look());
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Person>(person =>
        {
            person.OwnsOne(p => p.Home);
            person.OwnsOne(p => p.Work);
            person.OwnsMany(p => p.Addresses, address =>
            {
                address.Property<int>("Id");
                address.HasKey("Id");
            });
            person.ComplexProperty(p => p.Contact);
            person.HasMany(p => p.Circles).WithMany(circle => circle.People);
        });
        modelBuilder.Entity<Member>();
        modelBuilder.Entity<Document>().UseTptMappingStrategy().HasOne(document => document.Witness).WithMany().OnDelete(DeleteBehavior.SetNull);
        modelBuilder.Entity<Contract>();
        modelBuilder.Entity<Ticket>(ticket =>
        {
            ticket.UseTpcMappingStrategy();
            ticket.Property(t => t.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<Question>();
        modelBuilder.Entity<Complaint>();
        modelBuilder.Entity<Subscriber>().HasQueryFilter("tenant", subscriber => subscriber.Tenant == Tenant)
            .HasQueryFilterKind("tenant", QueryFilterKind.Boundary);
    }
}

public sealed class EncryptedPeople(DbContextOptions<EncryptedPeople> options) : PeopleContext(options);

public sealed class PlainPeople(DbContextOptions<PlainPeople> options) : PeopleContext(options);
