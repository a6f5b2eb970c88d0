namespace Gdpr.Toolkit.Snippets.Retention;

/// <summary>Purposes with texts, recipients and a basis for each role.</summary>
public static class PurposeRegistration
{
    public static void Register(GdprToolkitBuilder gdpr)
    {
        #region PurposeTexts
        gdpr.Purpose("newsletter", purpose => purpose
            .Titled(sv: "Nyhetsbrev", en: "Newsletter")
            .Described(sv: "Vi berättar om våra produkter.", en: "We tell you about our products.")
            .As(ProcessingPurpose.DirectMarketing)
            .SharedWith(new DataRecipient("Utskick AB", RecipientKind.Processor) { Country = "SE" })
            .On(LegalBasis.Consent)
            .RetainFor("P12M", from: RetentionAnchor.LastActivity));
        #endregion

        #region PurposeRoles
        gdpr.Purpose("delivery", purpose =>
        {
            purpose.For(DataSubjectRole.Customer)
                .On(LegalBasis.Contract)
                .RetainFor("P3M", from: RetentionAnchor.ContractEnded);
            purpose.For(DataSubjectRole.CustomerRepresentative)
                .On(LegalBasis.LegitimateInterests, "fulfilling the contract with your employer")
                .RetainFor("P3M", from: RetentionAnchor.ContractEnded);
        });
        #endregion
    }
}
