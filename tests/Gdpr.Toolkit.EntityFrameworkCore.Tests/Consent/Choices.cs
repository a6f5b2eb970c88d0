using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Consent;

/// <summary>Starts the shop with purposes about which people have a choice.</summary>
internal static class Choices
{
    public const string Newsletter = "newsletter";
    public const string Survey = "survey";
    public const string FraudPrevention = "fraud-prevention";
    public const string WebShop = "web";

    public static ChoiceSource Web { get; } = new(WebShop);

    public static Task<TestHost<ShopContext>> StartAsync(TestDatabase database, Action<TestHostOptions>? configure = null)
        => ShopHost.StartAsync(database, options =>
        {
            configure?.Invoke(options);
            options.ConfigureToolkit += Register;
        });

    public static TestHost<ShopContext> StartAnotherShopWithChoices(this TestHost<ShopContext> shop)
        => shop.StartAnother(options => options.ConfigureToolkit = ShopPurposes.Register + (Action<GdprToolkitBuilder>)Register);

    public static ConsentEvidence Ticked(string text = "Yes, ask me what I think of you.", ChoiceSource? source = null) => new()
    {
        Text = text,
        TextVersion = "2026-03",
        Method = ConsentMethod.Checkbox,
        Source = source ?? Web,
    };

    public static async Task<DataSubject> AddAdaAsync(this TestHost<ShopContext> shop)
    {
        await using var scope = shop.NewScope();
        var ada = ShopHost.Ada();
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();
        return DataSubject.Of<Customer>(ada.Id);
    }

    public static async Task<long> CountAsync(this TestHost<ShopContext> shop, string table)
        => Convert.ToInt64(await shop.RawAsync($"SELECT COUNT(*) FROM \"{table}\""), null);

    private static void Register(GdprToolkitBuilder gdpr)
    {
        gdpr.Purpose(Newsletter, p => p.AsDirectMarketing().On(LegalBasis.LegitimateInterests, "telling customers about our products"));
        gdpr.Purpose(Survey, p => p.On(LegalBasis.Consent));
        gdpr.Purpose(FraudPrevention, p => p.On(LegalBasis.LegitimateInterests, "not being cheated"));
    }
}
