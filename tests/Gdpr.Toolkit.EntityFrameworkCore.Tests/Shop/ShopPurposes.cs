namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;

internal static class ShopPurposes
{
    public const string Service = "service";
    public const string Marketing = "marketing";
    public const string Accounting = "accounting";

    public static void Register(GdprToolkitBuilder gdpr)
    {
        gdpr.UseTimeZone("Europe/Stockholm");
        gdpr.Purpose(Service, p => p.On(LegalBasis.Contract));
        gdpr.Purpose(Marketing, p => p
            .For(DataSubjectRole.Customer).On(LegalBasis.LegitimateInterests, "telling customers about our products")
            .RetainFor("P12M", from: RetentionAnchor.ContractEnded));
        gdpr.Purpose(Accounting, p => p
            .On(LegalBasis.LegalObligation, law: "Bokföringslagen 1999:1078 ch. 7 § 2")
            .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd));
    }
}
