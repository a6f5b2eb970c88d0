using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class EncryptOnlyPlainColumnsAnalyzerTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.ComponentModel.DataAnnotations.Schema;
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore;

        """;

    private const string Context = """

        public record Mail(string Text);
        public class Partner { public int Id { get; set; } public string Town { get; set; } }
        public class ShopContext : DbContext { public DbSet<Customer> Customers { get; set; } public DbSet<Partner> Partners { get; set; } }
        """;

    [Theory]
    [InlineData("[Key, [|Encrypted|]] public string Number { get; set; }")]
    [InlineData("[[|Encrypted|]] public string Id { get; set; }")]
    [InlineData("[[|Encrypted|]] public string CustomerId { get; set; }")]
    [InlineData("[[|Encrypted|], ForeignKey(\"Partner\")] public int Owner { get; set; } public Partner Partner { get; set; }")]
    [InlineData("[[|Encrypted|]] public int Owner { get; set; } [ForeignKey(nameof(Owner))] public Partner Partner { get; set; }")]
    [InlineData("[[|Encrypted|]] public int? PartnerId { get; set; } public Partner Partner { get; set; }")]
    [InlineData("[ConcurrencyCheck, [|Encrypted|]] public string Stamp { get; set; }")]
    [InlineData("[Timestamp, [|Encrypted|]] public byte[] Version { get; set; }")]
    [InlineData("[[|Encrypted|]] public Partner Partner { get; set; }")]
    [InlineData("[[|Encrypted|]] public List<Partner> Partners { get; set; }")]
    public Task What_cannot_be_encrypted_is_reported(string members)
        => Rule().VerifyAsync(Usings + "public class Customer { " + members + " }" + Context);

    [Theory]
    [InlineData("[Encrypted] public string Name { get; set; }")]
    [InlineData("[Encrypted] public byte[] Picture { get; set; }")]
    [InlineData("[Encrypted] public DateOnly? BirthDate { get; set; }")]
    [InlineData("[Encrypted] public decimal Salary { get; set; }")]
    [InlineData("[Encrypted] public DayOfWeek Day { get; set; } [Encrypted] public System.Net.IPAddress Address { get; set; }")]
    [InlineData("[Encrypted] public Guid? Token { get; set; } [Encrypted] public Uri Site { get; set; }")]
    [InlineData("[Key] public int Number { get; set; } [Encrypted] public string Id { get; set; }")]
    [InlineData("public int Id { get; set; } [Encrypted] public string CustomerId { get; set; }")]
    [InlineData("[Encrypted] public string PartnerId { get; set; } public Partner Partner { get; set; }")]
    [InlineData("[Encrypted] public string PassportId { get; set; }")]
    [InlineData("[ConcurrencyCheck] public string Stamp { get; set; } public List<string> Names { get; set; }")]
    [InlineData("[Encrypted] public List<string> Names { get; set; } [Encrypted] public int[] Marks { get; set; }")]
    [InlineData("[Encrypted] public Mail Mail { get; set; }")]
    public Task What_can_be_encrypted_is_silent(string members)
        => Rule().VerifyAsync(Usings + "public class Customer { " + members + " }" + Context);

    [Fact]
    public Task A_part_of_a_composite_key_is_reported()
        => Rule().VerifyAsync(Usings + "[PrimaryKey(nameof(Country), nameof(Number))] public class Customer { public string Country { get; set; } [[|Encrypted|]] public string Number { get; set; } [Encrypted] public string Id { get; set; } }" + Context);

    [Fact]
    public Task A_key_that_is_configured_leaves_the_name_free()
        => Rule().VerifyAsync(Usings + """
            public class Customer { public int Number { get; set; } [Encrypted] public string Id { get; set; } }
            public class Partner { [[|Encrypted|]] public string Id { get; set; } }
            public class ShopContext : DbContext
            {
                public DbSet<Customer> Customers { get; set; }
                public DbSet<Partner> Partners { get; set; }
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Customer>().HasKey(c => c.Number);
            }
            """);

    [Fact]
    public Task A_key_that_a_call_encrypts_is_reported_at_its_name()
        => Rule().VerifyAsync(Usings + """
            public class Customer { public string [|Id|] { get; set; } public string Name { get; set; } }
            public class ShopContext : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<Customer>().Property(c => c.Id).IsEncrypted();
                    modelBuilder.Entity<Customer>().Property(c => c.Name).IsEncrypted();
                }
            }
            """);

    private static RuleTest<EncryptOnlyPlainColumnsAnalyzer> Rule() => new() { References = [Stubs.Toolkit, Stubs.EntityFramework, Stubs.Fluent] };
}
