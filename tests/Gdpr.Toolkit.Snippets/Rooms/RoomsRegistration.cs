namespace Gdpr.Toolkit.Snippets.Rooms;

/// <summary>Says who the landlord is and what data is used for.</summary>
public static class RoomsRegistration
{
    public static void Register(GdprToolkitBuilder gdpr)
    {
        ArgumentNullException.ThrowIfNull(gdpr);

        #region ExportInformation
        gdpr.UseController(new ControllerProfile("Example Rooms AB")
        {
            OrganisationNumber = "556000-0000",
            Contact = "privacy@rooms.example",
            DataProtectionOfficer = "dpo@rooms.example",
            SupervisoryAuthority = "Integritetsskyddsmyndigheten, imy@imy.se",
        });
        gdpr.Purpose("service", purpose => purpose
            .Titled(sv: "Hyra ut rum", en: "Letting rooms")
            .Described(sv: "Vi behöver uppgifterna för att du ska få ditt rum.", en: "We need the data to let you have your room.")
            .SharedWith(new DataRecipient("Example Mail Ltd", RecipientKind.Processor) { Country = "GB", Transfer = TransferMechanism.AdequacyDecision })
            .WithAutomatedDecisions(
                sv: "Den som har obetalda räkningar får inga nya rum; svara så granskar en människa beslutet.",
                en: "Who has unpaid bills gets no new rooms; answer, and a human being reviews the decision.")
            .On(LegalBasis.Contract));
        #endregion
    }
}
