using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Recipients;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Recipients;

/// <summary>The shop, which gives data to a carrier, two mailers and an auditor.</summary>
internal static class SharingShop
{
    public const string Carrier = "Carrier AB";
    public const string Mailer = "Mailer AB";
    public const string Printer = "Printer KB";
    public const string Auditor = "Auditor LLP";

    public static Task<TestHost<ShopContext>> StartAsync(TestDatabase database, Action<TestHostOptions>? configure = null)
        => TestHost<ShopContext>.StartAsync(database, options => Configure(options, configure));

    public static TestHost<ShopContext> StartAnotherSharingShop(this TestHost<ShopContext> shop, Action<TestHostOptions>? configure = null)
        => shop.StartAnother(options => Configure(options, configure));

    public static void Configure(TestHostOptions options, Action<TestHostOptions>? configure = null)
    {
        configure?.Invoke(options);
        options.ConfigureToolkit = Register + options.ConfigureToolkit;
    }

    public static Notifications Notifications(this TestHost<ShopContext> shop) => shop.Services.GetRequiredService<Notifications>();

    public static async Task<ErasureCertificate> EraseAsync(this TestHost<ShopContext> shop, int id, ErasureOptions? options = null)
    {
        await using var scope = shop.NewScope();
        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(id)), options);
        Assert.True(certificate.IsComplete);
        return certificate;
    }

    public static async Task<NoticeDispatch> DispatchAsync(this TestHost<ShopContext> shop)
    {
        await using var scope = shop.NewScope();
        return await scope.Notices.DispatchAsync();
    }

    public static async Task<IReadOnlyList<NoticeRecord>> ListAsync(this TestHost<ShopContext> shop, int id)
    {
        await using var scope = shop.NewScope();
        return await scope.Notices.ListAsync(DataSubject.Of<Customer>(id));
    }

    public static async Task<long> CountAsync(this TestHost<ShopContext> shop, string sql)
        => Convert.ToInt64(await shop.RawAsync(sql), CultureInfo.InvariantCulture);

    private static void Register(GdprToolkitBuilder gdpr)
    {
        gdpr.Services.AddLogging();
        gdpr.Services.AddSingleton(new Notifications());
        gdpr.UseTimeZone("Europe/Stockholm");
        gdpr.NotifyRecipients<Notifier>(notices => notices
            .Identify<Customer>(Mailer, customer => customer.Email, customer => customer.Id)
            .Identify<Customer>(Carrier, customer => customer.Home.Street)
            .Identify<Invoice>(Auditor, invoice => invoice.CustomerId));
        gdpr.Purpose(ShopPurposes.Service, p => p
            .SharedWith(new DataRecipient(Carrier, RecipientKind.Processor), new DataRecipient("You", RecipientKind.DataSubject), new DataRecipient("Our staff", RecipientKind.Internal))
            .On(LegalBasis.Contract));
        gdpr.Purpose(ShopPurposes.Marketing, p => p
            .SharedWith(new DataRecipient(Mailer, RecipientKind.Processor), new DataRecipient(Printer, RecipientKind.Processor))
            .For(DataSubjectRole.Customer).On(LegalBasis.LegitimateInterests, "telling customers about our products"));
        gdpr.Purpose(ShopPurposes.Accounting, p => p
            .SharedWith(new DataRecipient(Auditor, RecipientKind.IndependentController), new DataRecipient(Carrier, RecipientKind.Processor))
            .On(LegalBasis.LegalObligation, law: "Bokföringslagen 1999:1078 ch. 7 § 2")
            .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd));
    }
}
