namespace Gdpr.Toolkit.Export.Tests.Club;

internal static class ClubPurposes
{
    public const string Membership = "membership";
    public const string News = "news";
    public const string Bookkeeping = "bookkeeping";
    public const string Security = "security";

    public static void Register(GdprToolkitBuilder gdpr)
    {
        gdpr.UseTimeZone("Europe/Stockholm");
        gdpr.UseController(new ControllerProfile("Klubben & Co <ekonomisk förening>")
        {
            OrganisationNumber = "769600-0000",
            Contact = "privacy@club.example",
            SupervisoryAuthority = "Integritetsskyddsmyndigheten, imy@imy.se",
        });
        gdpr.Purpose(Membership, purpose => purpose
            .As(ProcessingPurpose.ServiceProvision)
            .Titled(sv: "Medlemskap", en: "Membership")
            .Described(sv: "Vi behöver uppgifterna för ditt medlemskap.", en: "We need the data for your membership.")
            .SharedWith(new DataRecipient("Print & Post Inc.", RecipientKind.Processor) { Country = "US", Transfer = TransferMechanism.StandardContractualClausesCommission })
            .On(LegalBasis.Contract)
            .RetainUntil(RetentionAnchor.ContractEnded));
        gdpr.Purpose(News, purpose => purpose
            .As(ProcessingPurpose.DirectMarketing)
            .WithAutomatedDecisions(sv: "En poäng avgör vilka brev du får.", en: "A score decides which letters you get.")
            .On(LegalBasis.LegitimateInterests, "telling members what happens")
            .RetainFor("P12M", from: RetentionAnchor.ContractEnded));
        gdpr.Purpose(Bookkeeping, purpose => purpose
            .As(ProcessingPurpose.Accounting)
            .SharedWith(new DataRecipient("Skatteverket", RecipientKind.TaxAuthority) { Country = "SE" })
            .On(LegalBasis.LegalObligation, law: "Bokföringslagen 1999:1078 ch. 7 § 2")
            .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd));
        gdpr.Purpose(Security, purpose => purpose
            .On(LegalBasis.LegitimateInterests, "finding misuse of accounts")
            .RetainFor("P6M", from: RetentionAnchor.Created));
    }
}
