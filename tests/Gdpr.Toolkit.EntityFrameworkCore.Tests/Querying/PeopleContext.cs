using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

/// <summary>One model for two databases: an encrypted one and its plain twin.</summary>
public abstract class PeopleContext(DbContextOptions options) : DbContext(options)
{
    public const string Tenant = "north";

    public DbSet<Person> People => Set<Person>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Supplier> Suppliers => Set<Supplier>();

    public DbSet<Subscriber> Subscribers => Set<Subscriber>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Person>(person =>
        {
            person.OwnsOne(p => p.Home);
            person.OwnsOne(p => p.Work);
            person.ComplexProperty(p => p.Contact);
        });
        modelBuilder.Entity<Member>();
        modelBuilder.Entity<Subscriber>().HasQueryFilter("tenant", subscriber => subscriber.Tenant == Tenant)
            .HasQueryFilterKind("tenant", QueryFilterKind.Boundary);
    }
}

public sealed class EncryptedPeople(DbContextOptions<EncryptedPeople> options) : PeopleContext(options);

public sealed class PlainPeople(DbContextOptions<PlainPeople> options) : PeopleContext(options);
