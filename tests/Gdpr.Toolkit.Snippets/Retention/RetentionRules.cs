using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Snippets.Retention;

/// <summary>What a retention can say beside a period.</summary>
public static class RetentionRules
{
    public static void Register(GdprToolkitBuilder gdpr)
    {
        #region RetentionRules
        gdpr.Purpose("security", purpose => purpose
            .As(ProcessingPurpose.EnforceAccessControl)
            .On(LegalBasis.LegitimateInterests, "keeping the premises safe")
            .RetainFor("P6M", from: RetentionAnchor.Created)
            .AtLeast("P2M", from: RetentionAnchor.Created, because: "incidents are found weeks later"));
        gdpr.Purpose("guarantee", purpose => purpose
            .On(LegalBasis.Contract)
            .RetainFor("P2Y", from: "delivered")
            .Then("P1Y", RetentionUse.KeptOnly)
            .AtLeast("P3Y", from: "delivered", because: RetentionException.LegalClaims)
            .OnExpiry(ExpiryAction.Anonymise));
        gdpr.Purpose("tender", purpose => purpose
            .On(LegalBasis.Contract)
            .RetainUntil("tenderAwarded")
            .AtMost("P5Y", from: RetentionAnchor.Created));
        gdpr.Purpose("recruiting", purpose => purpose
            .On(LegalBasis.Consent)
            .WithCriteria("as long as we may have a position for you"));
        #endregion
    }
}
