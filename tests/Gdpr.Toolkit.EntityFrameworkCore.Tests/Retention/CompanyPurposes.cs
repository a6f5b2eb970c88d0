using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

/// <summary>The purposes of the published policies.</summary>
internal static class CompanyPurposes
{
    public const string Service = "service";
    public const string Marketing = "marketing";
    public const string Accounting = "accounting";
    public const string Premises = "premises";
    public const string Survey = "survey";
    public const string Tendering = "tendering";
    public const string Parking = "parking";

    public static void Register(GdprToolkitBuilder gdpr)
    {
        gdpr.UseTimeZone("Europe/Stockholm");
        gdpr.KeepRetainedBehindPurpose();
        gdpr.Purpose(Service, p => p.On(LegalBasis.Contract).RetainUntil(RetentionAnchor.ContractEnded));
        gdpr.Purpose(Marketing, p => p.AsDirectMarketing()
            .On(LegalBasis.LegitimateInterests, "telling customers about our products")
            .RetainFor("P12M", from: RetentionAnchor.ContractEnded));
        gdpr.Purpose(Accounting, p => p
            .On(LegalBasis.LegalObligation, law: "Bokföringslagen 1999:1078 ch. 7 § 2")
            .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd));
        gdpr.Purpose(Premises, p => p
            .On(LegalBasis.LegitimateInterests, "the security of the premises")
            .RetainFor("P1M", from: RetentionAnchor.Created)
            .AtLeast("P2M", from: RetentionAnchor.Created, because: RetentionException.LegalClaims));
        gdpr.Purpose(Survey, p => p.On(LegalBasis.Consent).RetainFor("P5Y", from: RetentionAnchor.ContractEnded));
        gdpr.Purpose(Parking, p => p
            .On(LegalBasis.LegitimateInterests, "room for everybody's cars")
            .RetainFor("P6M", from: RetentionAnchor.Created)
            .AtLeast("P2M", from: RetentionAnchor.Created, because: RetentionException.LegalClaims)
            .OnExpiry(ExpiryAction.Delete));
        gdpr.Purpose(Tendering, p => p.On(LegalBasis.Contract).RetainFor("P2Y", from: "tenderAwarded"));
    }
}
