using Gdpr.Toolkit;
using HostingCompany.Model;

namespace HostingCompany.Hosting;

/// <summary>What the company uses personal data for, on which legal basis, and for how long.</summary>
internal static class HostingPurposes
{
    private const string BookkeepingAct = "Bokföringslagen 1999:1078 ch. 7 § 2";

    public static void Register(GdprToolkitBuilder gdpr)
    {
        RegisterCustomers(gdpr);
        RegisterHistory(gdpr);
        RegisterOthers(gdpr);
    }

    private static void RegisterCustomers(GdprToolkitBuilder gdpr)
    {
        gdpr.Purpose(Purposes.Service, purpose =>
        {
            purpose.As(ProcessingPurpose.ServiceProvision)
                .Titled(sv: "Leverera tjänsten", en: "Deliver the service")
                .Described(
                    sv: "Vi behöver uppgifterna för att leverera det du har beställt och få betalt.",
                    en: "We need the data to deliver what you ordered and to be paid.");
            purpose.On(LegalBasis.Contract)
                .RetainUntil(RetentionAnchor.ContractEnded);
            purpose.For(DataSubjectRole.CustomerRepresentative)
                .On(LegalBasis.LegitimateInterests, "fulfilling the contract with your employer")
                .WithCriteria("as long as you act for the customer");
            purpose.For(DataSubjectRole.User)
                .On(LegalBasis.LegitimateInterests, "fulfilling the contract with your employer")
                .RetainFor("P24M", from: RetentionAnchor.LastActivity);
        });
        gdpr.Purpose(Purposes.Orders, purpose => purpose
            .As(ProcessingPurpose.CustomerOrderManagement)
            .Titled(sv: "Utföra beställningar", en: "Carry out orders")
            .On(LegalBasis.Contract)
            .RetainFor("P3Y", from: RetentionAnchor.ContractEnded)
            .OnExpiry(ExpiryAction.Delete));
        gdpr.Purpose(Purposes.Support, purpose =>
        {
            purpose.As(ProcessingPurpose.CustomerCare)
                .Titled(sv: "Svara på frågor", en: "Answer questions");
            purpose.On(LegalBasis.Contract)
                .RetainUntil(RetentionAnchor.ContractEnded)
                .OnExpiry(ExpiryAction.Delete);
            purpose.For(DataSubjectRole.CustomerRepresentative)
                .On(LegalBasis.LegitimateInterests, "answering your employer's questions")
                .WithCriteria("as long as you act for the customer");
        });
        gdpr.Purpose(Purposes.Marketing, purpose => purpose
            .As(ProcessingPurpose.DirectMarketing)
            .Titled(sv: "Berätta om produkter", en: "Tell about products")
            .For(DataSubjectRole.Customer)
            .On(LegalBasis.LegitimateInterests, "telling customers about our products")
            .RetainFor("P12M", from: RetentionAnchor.ContractEnded));
        gdpr.Purpose(Purposes.Accounting, purpose => purpose
            .As(ProcessingPurpose.Accounting)
            .Titled(sv: "Bokföring", en: "Bookkeeping")
            .SharedWith(new DataRecipient("Skatteverket", RecipientKind.TaxAuthority) { Country = "SE" })
            .On(LegalBasis.LegalObligation, law: BookkeepingAct)
            .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd)
            .OnExpiry(ExpiryAction.Delete));
    }

    private static void RegisterHistory(GdprToolkitBuilder gdpr)
    {
        gdpr.Purpose(Purposes.Security, purpose => purpose
            .As(ProcessingPurpose.MisusePreventionAndDetection)
            .Titled(sv: "Upptäcka missbruk", en: "Find misuse")
            .On(LegalBasis.LegitimateInterests, "finding and stopping misuse of accounts")
            .RetainFor("P6M", from: RetentionAnchor.Created)
            .OnExpiry(ExpiryAction.Delete));
        gdpr.Purpose(Purposes.Calls, purpose => purpose
            .As(ProcessingPurpose.CommunicationForCustomerCare)
            .Titled(sv: "Veta vad som avtalades per telefon", en: "Know what was agreed on the telephone")
            .On(LegalBasis.LegitimateInterests, "knowing what was agreed on the telephone")
            .RetainFor("P3M", from: RetentionAnchor.Created)
            .OnExpiry(ExpiryAction.Delete));
        gdpr.Purpose(Purposes.Disclosures, purpose => purpose
            .As(ProcessingPurpose.RightsFulfilment)
            .Titled(sv: "Veta till vem uppgifter har lämnats", en: "Know to whom data was given")
            .On(LegalBasis.LegitimateInterests, "telling you, and whoever has your data, what concerns it")
            .RetainFor("P3Y", from: RetentionAnchor.Created)
            .OnExpiry(ExpiryAction.Delete));
        gdpr.Purpose(Purposes.Premises, purpose => purpose
            .As(ProcessingPurpose.EnforceAccessControl)
            .Titled(sv: "Skydda lokaler och serverhallar", en: "Keep offices and server halls safe")
            .On(LegalBasis.LegitimateInterests, "keeping offices and server halls safe")
            .RetainFor("P6M", from: Purposes.Visited)
            .AtLeast("P2M", from: Purposes.Visited, because: "a burglary is often found weeks later")
            .OnExpiry(ExpiryAction.Delete));
    }

    private static void RegisterOthers(GdprToolkitBuilder gdpr)
    {
        gdpr.Purpose(Purposes.Newsletter, purpose => purpose
            .As(ProcessingPurpose.DirectMarketing)
            .Titled(sv: "Skicka nyhetsbrevet", en: "Send the newsletter")
            .SharedWith(new DataRecipient(MailingHouse.Name, RecipientKind.Processor) { Country = "SE" })
            .On(LegalBasis.Consent)
            .WithCriteria("until you withdraw your consent"));
        gdpr.Purpose(Purposes.Purchasing, purpose => purpose
            .As(ProcessingPurpose.VendorManagement)
            .Titled(sv: "Köpa in", en: "Buy from suppliers")
            .On(LegalBasis.LegitimateInterests, "fulfilling the contract with your employer")
            .WithCriteria("as long as you act for the supplier"));
        gdpr.Purpose(Purposes.Recruitment, purpose => purpose
            .As(ProcessingPurpose.RecruitmentManagement)
            .Titled(sv: "Rekrytera", en: "Find colleagues")
            .On(LegalBasis.LegitimateInterests, "finding colleagues, and answering whoever feels discriminated against")
            .RetainFor("P2Y", from: RetentionAnchor.RecruitmentClosed)
            .OnExpiry(ExpiryAction.Delete));
        gdpr.Purpose(Purposes.Adjustments, purpose => purpose
            .Titled(sv: "Anpassa intervjun", en: "Make the interview possible")
            .On(LegalBasis.Consent)
            .RetainUntil(RetentionAnchor.RecruitmentClosed));
        gdpr.Purpose(Purposes.Employment, purpose => purpose
            .As(ProcessingPurpose.HumanResourceManagement)
            .Titled(sv: "Anställa", en: "Employ people")
            .On(LegalBasis.Contract)
            .RetainFor("P2Y", from: RetentionAnchor.EmploymentEnded)
            .OnExpiry(ExpiryAction.Delete));
    }
}
