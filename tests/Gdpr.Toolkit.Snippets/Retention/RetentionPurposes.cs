namespace Gdpr.Toolkit.Snippets.Retention;

/// <summary>Purposes with their basis and how long they keep data.</summary>
public static class RetentionPurposes
{
    public static void Register(GdprToolkitBuilder gdpr)
    {
        #region RetentionPurposes
        gdpr.UseTimeZone("Europe/Stockholm");
        gdpr.UseFinancialYearEnd(month: 6, day: 30);
        gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
        gdpr.Purpose("marketing", purpose => purpose
            .AsDirectMarketing()
            .For(DataSubjectRole.Customer)
            .On(LegalBasis.LegitimateInterests, "telling customers about our products")
            .RetainFor("P12M", from: RetentionAnchor.ContractEnded));
        gdpr.Purpose("accounting", purpose => purpose
            .On(LegalBasis.LegalObligation, law: "Bokföringslagen 1999:1078 ch. 7 § 2")
            .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd));
        #endregion
    }
}
