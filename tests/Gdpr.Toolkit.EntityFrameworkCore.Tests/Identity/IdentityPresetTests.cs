using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Model.Map;
using Gdpr.Toolkit.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Identity;

public class IdentityPresetTests
{
    [Fact]
    public void Everything_of_Identity_is_classified()
    {
        Assert.Equal(
            [
                "User: ShopUser [AccessFailedCount, Email, LockoutEnd, NormalizedEmail, NormalizedUserName, PasswordHash, PhoneNumber, SecurityStamp, UserName]",
                "User: IdentityUserClaim by ShopUser [ClaimValue]",
                "User: IdentityUserLogin by ShopUser [ProviderDisplayName]",
                "User: IdentityUserPasskey by ShopUser [Data.AttestationObject, Data.ClientDataJson, Data.CreatedAt, Data.Name, Data.PublicKey, Data.SignCount, Data.Transports]",
                "User: IdentityUserRole by ShopUser []",
                "User: IdentityUserToken by ShopUser [Value]",
            ],
            Shape.Lines(model => Configure(model).ClassifyIdentity(DataSubjectRole.User, "service")));
    }

    [Fact]
    public void What_the_application_says_itself_wins()
    {
        var map = Shape.MapOf(model =>
        {
            Configure(model).Entity<ShopUser>(user =>
            {
                user.IsDataSubject(DataSubjectRole.Customer, "Shopper");
                user.Property(row => row.UserName).IsPersonalData(PersonalDataCategory.EmailAddress, "service");
                user.Property(row => row.PhoneNumber).IsNotPersonalData("the number of the shop");
            });
            model.ClassifyIdentity(DataSubjectRole.User, "service");
        });

        var user = map.Subjects.Single().Entities[0].Properties.ToDictionary(property => property.Path);
        Assert.Equal("Shopper", map.Subjects.Single().Kind);
        Assert.Equal(PersonalDataCategory.EmailAddress, user["UserName"].Category);
        Assert.Equal(PropertyClassification.NotPersonalData, user["PhoneNumber"].Classification);
    }

    [Fact]
    public void What_the_application_has_added_is_its_own_to_classify()
        => Assert.Contains(
            "Nick: [PersonalData",
            Shape.RefusalOf(model => Configure<FreeUser>(model).ClassifyIdentity(DataSubjectRole.User, "service")),
            StringComparison.Ordinal);

    [Fact]
    public void A_model_without_Identity_is_told_so()
        => Assert.Contains(
            "no user of ASP.NET Core Identity",
            Shape.RefusalOf(model => model.ClassifyIdentity(DataSubjectRole.User, "service")),
            StringComparison.Ordinal);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erased_user_leaves_no_login_claim_or_token(TestDatabase database)
    {
        await using var host = await TestHost<UserContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        var user = new ShopUser { UserName = "ada@example.org", Email = "ada@example.org", PasswordHash = "hash-of-ada" };
        scope.Context.Add(user);
        await scope.Context.SaveChangesAsync();
        scope.Context.AddRange(
            new IdentityUserLogin<int> { UserId = user.Id, LoginProvider = "provider", ProviderKey = "ada-at-the-provider", ProviderDisplayName = "Provider" },
            new IdentityUserClaim<int> { UserId = user.Id, ClaimType = "given_name", ClaimValue = "Ada" },
            new IdentityUserToken<int> { UserId = user.Id, LoginProvider = "provider", Name = "refresh", Value = "token-of-ada" });
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<ShopUser>(user.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Equal(0, await scope.Context.Set<IdentityUserLogin<int>>().CountAsync());
        Assert.Equal(0, await scope.Context.Set<IdentityUserClaim<int>>().CountAsync());
        Assert.Equal(0, await scope.Context.Set<IdentityUserToken<int>>().CountAsync());
        var left = await scope.Context.Set<ShopUser>().IgnoreQueryFilters().AsNoTracking().SingleAsync();
        Assert.Null(left.Email);
        Assert.Null(left.PasswordHash);
    }

    private static ModelBuilder Configure(ModelBuilder model) => Configure<ShopUser>(model);

    private static ModelBuilder Configure<TUser>(ModelBuilder model)
        where TUser : IdentityUser<int>
        => IdentityModel.Configure<TUser, int>(model);

    public sealed class UserContext(DbContextOptions<UserContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
            => Configure(modelBuilder).ClassifyIdentity(DataSubjectRole.User, "service");
    }

    public sealed class ShopUser : IdentityUser<int>;

    public sealed class FreeUser : IdentityUser<int>
    {
        public string? Nick { get; set; }
    }
}
