using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class PersistedEntityTests
{
    [Fact]
    public async Task A_class_that_is_not_stored_is_silent()
        => await Rule().VerifyAsync("public class CustomerForm { public string Email { get; set; } }");

    [Fact]
    public async Task A_class_in_something_like_a_set_outside_a_context_is_silent()
        => await Rule().VerifyAsync("""
            public class CustomerForm { public string Email { get; set; } }
            public class Page { public Microsoft.EntityFrameworkCore.DbSet<CustomerForm> Forms { get; set; } }
            """);

    [Fact]
    public async Task Owned_types_base_types_and_elements_of_collections_are_stored()
        => await Rule().VerifyAsync("""
            using System.Collections.Generic;
            using Microsoft.EntityFrameworkCore;

            public abstract class Party { public string [|Email|] { get; set; } }
            public class Customer : Party { public Address Home { get; set; } public List<Visit> Visits { get; } = new(); }
            public class Address { public string [|Street|] { get; set; } public string [|City|] { get; set; } }
            public class Visit { public int Id { get; set; } public string [|IpAddress|] { get; set; } }
            public class ShopContext : DbContext { public DbSet<Customer> Customers { get; set; } }
            """);

    [Fact]
    public async Task A_value_object_is_reported_where_it_is_held()
        => await Rule().VerifyAsync("""
            using Microsoft.EntityFrameworkCore;

            public record EmailAddress(string Value);
            public class Customer { public int Id { get; set; } public EmailAddress [|Email|] { get; set; } }
            public class ShopContext : DbContext { public DbSet<Customer> Customers { get; set; } }
            """);

    [Fact]
    public async Task A_navigation_to_another_entity_is_silent()
        => await Rule().VerifyAsync("""
            using Microsoft.EntityFrameworkCore;

            public class Contact { public int Id { get; set; } public int Rank { get; set; } }
            public class Customer { public int Id { get; set; } public int ContactId { get; set; } public Contact Contact { get; set; } }
            public class ShopContext : DbContext { public DbSet<Customer> Customers { get; set; } }
            """);

    [Fact]
    public async Task A_configured_entity_is_stored()
        => await Rule().VerifyAsync("""
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Metadata.Builders;

            public class Customer { public string [|Email|] { get; set; } }
            public class CustomerMap : IEntityTypeConfiguration<Customer> { public void Configure(EntityTypeBuilder<Customer> builder) { } }
            """);

    [Fact]
    public async Task An_entity_of_a_fluent_call_is_stored()
        => await Rule().VerifyAsync("""
            using Microsoft.EntityFrameworkCore;

            public class Customer { public string [|Email|] { get; set; } }
            public class Form { public string Email { get; set; } }
            public class ShopContext : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Customer>();
            }
            """);

    [Fact]
    public async Task The_set_of_a_generic_base_context_is_stored()
        => await Rule().VerifyAsync("""
            using Microsoft.EntityFrameworkCore;

            public abstract class TenantContext<T> : DbContext where T : class { public DbSet<T> Rows { get; set; } }
            public class Customer { public string [|Email|] { get; set; } }
            public class ShopContext : TenantContext<Customer> { }
            """);

    [Fact]
    public async Task A_generic_entity_is_stored()
        => await Rule().VerifyAsync("""
            using Microsoft.EntityFrameworkCore;

            public class Person<TKey> { public TKey Id { get; set; } public string [|Email|] { get; set; } }
            public class ShopContext : DbContext { public DbSet<Person<int>> People { get; set; } }
            """);

    [Fact]
    public async Task Without_EF_Core_a_class_with_our_attributes_is_stored()
    {
        var rule = Rule();
        rule.References = [Stubs.Toolkit];

        await rule.VerifyAsync("""
            using Gdpr.Toolkit;

            [DataSubject] public class Customer { public string [|Email|] { get; set; } }
            public class Visit { [NotPersonalData("a room")] public string Place { get; set; } public string [|IpAddress|] { get; set; } }
            public class Form { public string Email { get; set; } }
            """);
    }

    [Fact]
    public async Task Without_our_attributes_EF_entities_are_reported_still()
    {
        var rule = Rule();
        rule.References = [Stubs.EntityFramework];

        await rule.VerifyAsync("""
            using Microsoft.EntityFrameworkCore;

            public class Customer { public string [|Email|] { get; set; } }
            public class ShopContext : DbContext { public DbSet<Customer> Customers { get; set; } }
            """);
    }

    [Fact]
    public async Task With_neither_nothing_is_reported()
    {
        var rule = Rule();
        rule.References = [];

        await rule.VerifyAsync("""
            public class DbContext { }
            public class DbSet<T> { }
            public class Customer { public string Email { get; set; } }
            public class ShopContext : DbContext { public DbSet<Customer> Customers { get; set; } }
            """);
    }

    [Fact]
    public async Task A_record_and_its_positional_properties_are_judged()
        => await Rule().VerifyAsync("""
            using Microsoft.EntityFrameworkCore;

            public record Customer(int Id, string [|Email|], string Color);
            public class ShopContext : DbContext { public DbSet<Customer> Customers { get; set; } }
            """);

    [Fact]
    public async Task The_sets_of_an_interface_stand_for_a_context_elsewhere()
        => await Rule().VerifyAsync("""
            using Microsoft.EntityFrameworkCore;

            public class Customer { public string [|Email|] { get; set; } }
            public interface IShopContext { DbSet<Customer> Customers { get; } }
            """);

    [Fact]
    public async Task An_entity_that_is_named_by_its_type_is_stored()
        => await Rule().VerifyAsync("""
            using Microsoft.EntityFrameworkCore;

            public class Customer { public string [|Email|] { get; set; } }
            public class ShopContext : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity(typeof(Customer));
            }
            """);

    [Fact]
    public async Task Partial_classes_primary_constructors_and_required_members_are_judged()
    {
        var rule = Rule();
        rule.OtherFiles = new Dictionary<string, string> { ["Customer.cs"] = "public partial class Customer { public required string Color { get; init; } }" };

        await rule.VerifyAsync("""
            using System.Collections.Generic;
            using Microsoft.EntityFrameworkCore;

            public partial class Customer(int id, string email)
            {
                public int Id { get; } = id;
                public string [|Email|] { get; } = email;
                public required string [|FirstName|] { get; init; }
                public Address? Home { get; init; }
                public IReadOnlyList<Phone> Phones { get; } = [];
                public string Shown => Email + FirstName;
            }

            public readonly record struct Address(string [|Street|], string [|City|]);
            public record Phone(string [|Number2|], string [|PhoneNumber|]);
            public class ShopContext : DbContext { public DbSet<Customer> Customers { get; set; } }
            """.Replace("[|Number2|]", "Label", StringComparison.Ordinal));
    }

    private static RuleTest<AnnotatePersonalDataAnalyzer> Rule() => new();
}
