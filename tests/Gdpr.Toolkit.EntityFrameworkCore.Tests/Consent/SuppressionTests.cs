using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Consent;

public class SuppressionTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_address_is_found_however_it_is_written(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        await using (var scope = shop.NewScope())
        {
            await scope.Suppressions.AddAsync(ContactPoint.Email("Ada.Lovelace@Example.org"));
            await scope.Suppressions.AddAsync(ContactPoint.Email("ada.lovelace@example.ORG "));
            await scope.Suppressions.AddAsync(ContactPoint.Phone("+46 (0)70-123 45 67"));
        }

        await using var other = shop.StartAnotherShopWithChoices();
        await using var later = other.NewScope();

        Assert.True(await later.Suppressions.ContainsAsync(ContactPoint.Email("ADA.LOVELACE@EXAMPLE.ORG")));
        Assert.True(await later.Suppressions.ContainsAsync(ContactPoint.Phone("0046701234567")));
        Assert.False(await later.Suppressions.ContainsAsync(ContactPoint.Email("bob@example.org")));
        Assert.False(await later.Suppressions.ContainsAsync(ContactPoint.Phone("+46 70 123 45 68")));
        Assert.Equal(2, await shop.CountAsync("GdprSuppressions"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_address_can_be_taken_off_again(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        await using var scope = shop.NewScope();
        var ada = ContactPoint.Email("ada@example.org");
        await scope.Suppressions.AddAsync(ada);

        Assert.True(await scope.Suppressions.RemoveAsync(ada));

        Assert.False(await scope.Suppressions.RemoveAsync(ada));
        Assert.False(await scope.Suppressions.ContainsAsync(ada));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("ada@")]
    [InlineData("ada lovelace@example.org")]
    public async Task An_e_mail_address_without_its_form_is_refused_rather_than_not_found(string address)
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        await using var scope = shop.NewScope();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => scope.Suppressions.ContainsAsync(ContactPoint.Email(address)));

        Assert.DoesNotContain(address, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("070-123 45 67")]
    [InlineData("+")]
    [InlineData("+46 call me")]
    public async Task A_number_without_its_country_is_refused_rather_than_not_found(string number)
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        await using var scope = shop.NewScope();

        await Assert.ThrowsAsync<ArgumentException>(() => scope.Suppressions.ContainsAsync(ContactPoint.Phone(number)));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Many_who_add_one_address_make_one_entry(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var scope = shop.NewScope();
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            await scope.Suppressions.AddAsync(ContactPoint.Email("ada@example.org"));
            await transaction.CommitAsync();
        })));

        Assert.Equal(1, await shop.CountAsync("GdprSuppressions"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_address_stays_blocked_after_its_person_is_erased_and_imported_again(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        var address = ContactPoint.Email("Ada@Example.org");
        await using (var scope = shop.NewScope())
        {
            await scope.Objections.ObjectAsync(ada, Choices.Newsletter, Choices.Web, suppress: [address]);
            Assert.True(await scope.Guard.CanContactAsync(ada, ShopPurposes.Service, address));
            Assert.False(await scope.Guard.CanContactAsync(ada, Choices.Newsletter, address));
            var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));
            Assert.True(certificate.IsComplete);
        }

        await using var other = shop.StartAnotherShopWithChoices();
        var imported = await other.AddAdaAsync();
        await using var later = other.NewScope();

        var status = await later.Guard.LoadStatusAsync(imported, Choices.Newsletter, ContactPoint.Email("ada@example.org"));
        Assert.NotEqual(ada, imported);
        Assert.True(await later.Suppressions.ContainsAsync(address));
        Assert.Equal((ProcessingVerdict.Denied, PurposeStatusReason.ContactSuppressed), (status.Verdict, status.Reason));
        Assert.True(await later.Guard.CanContactAsync(imported, ShopPurposes.Service, address));
        Assert.True(await later.Guard.CanContactAsync(imported, Choices.Newsletter, ContactPoint.Email("other@example.org")));
    }

    [Fact]
    public async Task Marketing_to_an_address_that_cannot_be_compared_is_an_error()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();

        await Assert.ThrowsAsync<ArgumentException>(() => scope.Guard.CanContactAsync(ada, Choices.Newsletter, ContactPoint.Phone("070-1")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Objections.ObjectAsync(
            DataSubject.Of<Customer>(4711), Choices.Newsletter, Choices.Web, suppress: [ContactPoint.Email("ada@example.org")]));

        Assert.Equal(0, await scope.Context.Set<SuppressionRow>().CountAsync());
    }
}
