using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model;

public class SubjectRuleTests
{
    [Fact]
    public async Task A_law_that_counts_from_a_date_nobody_has_marked_is_refused()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync<UnmarkedContext>());

        Assert.Contains("'Bill.BilledTo' is kept for 'accounting' from 'InvoiceDate'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identitys_attribute_alone_is_refused_because_nothing_would_be_erased()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync<IdentityContext>());

        Assert.Contains("'Account.Nick' is personal data by ASP.NET Core Identity's attribute", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'Account.Mail'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_with_a_value_converter_is_refused_before_anything_is_stored()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync<StrongKeyContext>());

        Assert.Contains("'Holder.Id' is a 'HolderId'", refused.Message, StringComparison.Ordinal);
    }

    private static Task<TestHost<TContext>> StartAsync<TContext>()
        where TContext : DbContext
        => TestHost<TContext>.StartAsync(TestDatabase.Sqlite, options => options.ConfigureToolkit = gdpr => gdpr
            .Purpose("accounting", p => p.On(LegalBasis.LegalObligation, law: "BFL").RetainFor("P7Y", from: RetentionAnchor.InvoiceDate)));

    public class UnmarkedContext(DbContextOptions<UnmarkedContext> options) : DbContext(options)
    {
        public DbSet<Bill> Bills => Set<Bill>();
    }

    public class IdentityContext(DbContextOptions<IdentityContext> options) : DbContext(options)
    {
        public DbSet<Account> Accounts => Set<Account>();
    }

    public class StrongKeyContext(DbContextOptions<StrongKeyContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
            => modelBuilder.Entity<Holder>().Property(holder => holder.Id).HasConversion(id => id.Value, value => new HolderId(value));
    }

    [DataSubject(DataSubjectRole.Customer)]
    public class Buyer
    {
        public int Id { get; set; }
    }

    public class Bill
    {
        public int Id { get; set; }

        public Buyer Buyer { get; set; } = null!;

        [Toolkit.PersonalData(PersonalDataCategory.Name, "accounting")]
        public required string BilledTo { get; set; }

        public DateOnly IssuedOn { get; set; }
    }

    [DataSubject(DataSubjectRole.User)]
    public class Account
    {
        public int Id { get; set; }

        [ProtectedPersonalData]
        public string? Nick { get; set; }

        [ProtectedPersonalData, Toolkit.PersonalData(PersonalDataCategory.EmailAddress)]
        public string? Mail { get; set; }
    }

    public readonly record struct HolderId(int Value);

    [DataSubject(DataSubjectRole.Member)]
    public class Holder
    {
        public HolderId Id { get; set; }
    }
}
