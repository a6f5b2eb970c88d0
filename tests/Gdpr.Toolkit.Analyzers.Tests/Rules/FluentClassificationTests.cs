using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class FluentClassificationTests
{
    private const string Customer = """
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;

        """;

    [Theory]
    [InlineData("Property(c => c.Email).HasMaxLength(200).IsPersonalData(PersonalDataCategory.EmailAddress, \"service\")")]
    [InlineData("Property(c => c.Email!).IsPersonalData(PersonalDataCategory.EmailAddress)")]
    [InlineData("Property(c => c.Email).IsNotPersonalData(\"the shared mailbox of a desk\")")]
    [InlineData("Property(c => c.Email).IsEncrypted(searchable: true)")]
    [InlineData("Property<string>(nameof(Customer.Email)).IsPersonalData(PersonalDataCategory.EmailAddress)")]
    [InlineData("Property<string>(\"Email\").IsPersonalData(PersonalDataCategory.EmailAddress)")]
    public Task A_property_that_a_context_classifies_is_silent(string call)
        => Rule().VerifyAsync(Customer + $$"""
            public class Customer { public string Email { get; set; } public string [|Phone|] { get; set; } }
            public class ShopContext : DbContext
            {
                public DbSet<Customer> Customers { get; set; }
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Customer>().{{call}};
            }
            """);

    [Fact]
    public Task A_configuration_and_a_mapping_method_classify()
        => Rule().VerifyAsync(Customer + """
            public class Customer { public string Email { get; set; } public string Phone { get; set; } public string [|Username|] { get; set; } }
            public class CustomerMap : IEntityTypeConfiguration<Customer>
            {
                public void Configure(EntityTypeBuilder<Customer> builder) => builder.Property(c => c.Email).IsPersonalData(PersonalDataCategory.EmailAddress);
            }
            public static class Mapping
            {
                public static void Map(this EntityTypeBuilder<Customer> builder) => builder.Property(c => c.Phone).IsPersonalData(PersonalDataCategory.TelephoneNumber);
            }
            """);

    [Fact]
    public Task What_is_only_mapped_is_reported()
        => Rule().VerifyAsync(Customer + """
            public class Customer { public string [|Email|] { get; set; } }
            public class Form { public string Email { get; set; } }
            public class ShopContext : DbContext
            {
                public DbSet<Customer> Customers { get; set; }
                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<Customer>().Property(c => c.Email).HasMaxLength(200);
                    new EntityTypeBuilder<Form>().Property(f => f.Email).IsPersonalData(PersonalDataCategory.EmailAddress);
                }
            }
            """);

    private static RuleTest<AnnotatePersonalDataAnalyzer> Rule() => new() { References = [Stubs.Toolkit, Stubs.EntityFramework, Stubs.Fluent] };
}
