using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Recipients;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Abstractions.Tests;

/// <summary>Numbers and names are stored, signed and compiled into applications: they only grow.</summary>
public class EnumerationTests
{
    public static TheoryData<Type> Enumerations => [.. typeof(DataSubject).Assembly.GetExportedTypes().Where(type => type.IsEnum)];

    public static TheoryData<Type, string> Released => new()
    {
        { typeof(Article10Basis), "None=0 AuthorisedByLaw=1 OfficialAuthority=2" },
        {
            typeof(Article9Condition),
            "None=0 ExplicitConsent=1 EmploymentAndSocialSecurity=2 VitalInterests=3 NotForProfitBody=4 "
            + "ManifestlyMadePublic=5 LegalClaims=6 SubstantialPublicInterest=7 HealthOrSocialCare=8 PublicHealth=9 "
            + "ArchivingResearchStatistics=10"
        },
        { typeof(DataProvenance), "Provided=0 Observed=1 Derived=2 Inferred=3" },
        { typeof(DestroyedValue), "Default=0 Throw=1 Null=2 Replacement=3" },
        {
            typeof(DataSubjectRole),
            "Customer=1 Consumer=2 Client=3 User=4 Subscriber=5 Visitor=6 JobApplicant=7 Applicant=8 Employee=9 Member=10 "
            + "Patient=11 Student=12 Child=13 Guardian=14 Participant=15 Prospect=16 CustomerRepresentative=17 "
            + "SupplierRepresentative=18 SoleTrader=19 WebsiteVisitor=20 PremisesVisitor=21 Referee=22 EmergencyContact=23"
        },
        { typeof(LegalBasis), "Consent=1 Contract=2 LegalObligation=3 VitalInterests=4 PublicTask=5 LegitimateInterests=6" },
        { typeof(Normalizer), "None=0 Trim=1 Text=2 Email=3 Phone=4 DigitsOnly=5 PersonalIdentityNumber=6 Iban=7" },
        {
            typeof(PersonalDataCategory),
            "Name=1 Username=2 NationalIdentificationNumber=3 Passport=4 CustomerNumber=5 UniqueIdentifier=6 BirthDate=7 "
            + "Age=8 Gender=9 Nationality=10 Language=11 MaritalStatus=12 Picture=13 CctvFootage=14 VoiceRecording=15 "
            + "Contact=16 EmailAddress=17 TelephoneNumber=18 PhysicalAddress=19 PostalCode=20 Location=21 PreciseLocation=22 "
            + "Residency=23 BankAccount=24 PaymentCardNumber=25 Transaction=26 Purchase=27 PaymentHistory=28 Income=29 "
            + "Salary=30 Tax=31 Credit=32 Password=33 AuthenticationCredential=34 AuthenticationHistory=35 IpAddress=36 "
            + "DeviceIdentifier=37 MacAddress=38 CookieIdentifier=39 UserAgent=40 BrowserFingerprint=41 BrowsingBehaviour=42 "
            + "ServiceUsage=43 PhysicalAccessLog=44 Communication=45 EmailContent=46 SupportCommunication=47 Preference=48 "
            + "PrivacyPreference=49 Profile=50 Segment=51 Employment=52 JobTitle=53 EmploymentHistory=54 Education=55 "
            + "Reference=56 Interview=57 Evaluation=58 Family=59 FreeText=60 Health=201 Disability=202 Genetic=203 "
            + "Biometric=204 RacialOrEthnicOrigin=205 PoliticalOpinion=206 ReligiousOrPhilosophicalBelief=207 "
            + "TradeUnionMembership=208 SexLifeOrOrientation=209 CriminalOffence=301 CriminalConviction=302"
        },
        { typeof(RestOfEntity), "Unclassified=0 NotPersonalData=1" },
        {
            typeof(RetentionAnchor),
            "Created=1 Collected=2 LastActivity=3 ContractEnded=4 AccountClosed=5 ConsentWithdrawn=6 ObjectionMade=7 "
            + "EmploymentEnded=8 RecruitmentClosed=9 InvoiceDate=10 FiscalYearEnd=11 CaseClosed=12 "
            + "EndOfCalendarYearOfFiscalYearEnd=100 Custom=200"
        },
        { typeof(ConsentMethod), "Checkbox=1 Signature=2 OralRecorded=3 DoubleOptIn=4 Cmp=5 ExplicitStatement=6" },
        { typeof(ConsentStatus), "Unknown=0 Given=1 RenewedGiven=2 Refused=3 Withdrawn=4 Expired=5 Invalidated=6" },
        { typeof(ContactPointKind), "EmailAddress=1 TelephoneNumber=2" },
        { typeof(ObjectionState), "Pending=1 Upheld=2 Overridden=3 Withdrawn=4" },
        { typeof(ProcessingVerdict), "Allowed=1 Restricted=2 Denied=3" },
        {
            typeof(PurposeStatusReason),
            "LegalBasisApplies=1 ConsentGiven=2 NoLegalBasis=3 ConsentMissing=4 ConsentRefused=5 ConsentWithdrawn=6 "
            + "ConsentExpired=7 ConsentInvalidated=8 DirectMarketingObjection=9 ObjectionUpheld=10 ObjectionPending=11 "
            + "ProcessingRestricted=12 ContactSuppressed=13"
        },
        { typeof(RestrictionGround), "AccuracyContested=1 UnlawfulProcessing=2 LegalClaims=3 ObjectionPending=4" },
        { typeof(ErasureAction), "DeleteRow=1 Overwrite=2 Retain=3 DestroyKey=4 EraseItem=5" },
        {
            typeof(ErasureGround),
            "NoLongerNecessary=1 ConsentWithdrawn=2 ObjectionUpheld=3 DirectMarketingObjection=4 UnlawfulProcessing=5 "
            + "LegalObligationToErase=6 ChildInformationSociety=7 RetentionExpired=8 ControllerInitiative=9"
        },
        { typeof(FieldErasureOutcome), "Erased=1 Overwritten=2 KeyDestroyed=3 Retained=4 NotFound=5 Failed=6" },
        { typeof(PhysicalResidue), "Possible=1 None=2 LogicallyErased=3" },
        { typeof(VerificationFindingKind), "Unmapped=1 OwnRow=2 NobodysRow=3 FoundElsewhere=4" },
        { typeof(VerificationScope), "OwnPaths=1 Identifiers=2 FullScan=3" },
        { typeof(VerificationShortfall), "NothingToSearchFor=1 EarlierAttempt=2 NotReadable=3 Cancelled=4 Failed=5 TooManyValues=6" },
        { typeof(RetentionException), "LegalObligation=1 PublicTask=2 PublicHealth=3 ArchivingResearchStatistics=4 LegalClaims=5 FreedomOfExpression=6" },
        { typeof(ExportProfile), "Access=1 Portability=2" },
        { typeof(ExportOmissionReason), "NotProvided=1 OtherBasis=2 ControllersRecord=3 RightsOfOthers=4" },
        { typeof(ExportSourceStatus), "Found=1 Empty=2 Failed=3 Excluded=4" },
        {
            typeof(ProcessingPurpose),
            "ServiceProvision=1 ServiceRegistration=2 AccountManagement=3 IdentityVerification=4 IdentityAuthentication=5 "
            + "PaymentManagement=6 CustomerOrderManagement=7 DeliveryOfGoods=8 CustomerCare=9 CommunicationForCustomerCare=10 "
            + "CustomerClaimsManagement=11 DirectMarketing=12 Marketing=13 TargetedAdvertising=14 Personalisation=15 "
            + "ProvideProductRecommendations=16 ServiceUsageAnalytics=17 ServiceOptimisation=18 "
            + "ImproveExistingProductsAndServices=19 ResearchAndDevelopment=20 EnforceSecurity=21 EnforceAccessControl=22 "
            + "FraudPreventionAndDetection=23 MisusePreventionAndDetection=24 LegalCompliance=25 FulfilmentOfObligation=26 "
            + "FulfilmentOfContractualObligation=27 RecordManagement=28 DisputeManagement=29 VendorManagement=30 "
            + "VendorPayment=31 RecruitmentManagement=32 HumanResourceManagement=33 PersonnelPayment=34 RightsFulfilment=35 "
            + "ScientificResearch=36 ProvideOfficialStatistics=37 PublicBenefit=38 SellDataToThirdParties=100 Accounting=201 "
            + "VideoSurveillance=202"
        },
        {
            typeof(RecipientKind),
            "Processor=1 SubProcessor=2 JointController=3 IndependentController=4 Authority=5 DataProtectionAuthority=6 "
            + "TaxAuthority=7 LawEnforcement=8 EnforcementAuthority=9 Court=10 GroupCompany=11 DataSubject=12 Internal=13"
        },
        { typeof(NoticeKind), "Erasure=1 Rectification=2 Restriction=3" },
        { typeof(NoticeOutcome), "Notified=1 Failed=2 Impossible=3 DisproportionateEffort=4" },
        {
            typeof(TransferMechanism),
            "NotApplicable=1 AdequacyDecision=2 PublicAuthorityInstrument=3 BindingCorporateRules=4 "
            + "StandardContractualClausesCommission=5 StandardContractualClausesAuthority=6 CodeOfConduct=7 Certification=8 "
            + "AdHocContractualClauses=9 AdministrativeArrangement=10"
        },
        { typeof(ExpiryAction), "Erase=1 Anonymise=2 Delete=3" },
        { typeof(RetentionUse), "InUse=1 KeptOnly=2" },
        { typeof(DocumentLanguage), "English=1 Swedish=2" },
        { typeof(RetentionOutcome), "KeptUntil=1 NoEndYet=2 NothingKeepsIt=3" },
        { typeof(OpenEndReason), "AnchorNotReached=1 LegalHold=2 Criteria=3 NoRule=4" },
    };

    [Theory]
    [MemberData(nameof(Released))]
    public void A_member_keeps_its_number(Type type, string members)
        => Assert.Subset(Members(type).ToHashSet(), members.Split(' ').ToHashSet());

    [Fact]
    public void Every_enumeration_is_in_the_list()
        => Assert.Equal(Names(Enumerations), Names(Released));

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void No_two_members_have_one_number(Type type)
    {
        var numbers = Numbers(type);

        Assert.Equal(numbers.Distinct(), numbers);
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void What_was_never_said_is_no_answer(Type type)
    {
        Type[] withDefault =
        [
            typeof(Article9Condition), typeof(Article10Basis), typeof(DataProvenance), typeof(Normalizer), typeof(RestOfEntity), typeof(ConsentStatus),
            typeof(DestroyedValue),
        ];

        Assert.Equal(withDefault.Contains(type), Numbers(type).Contains(0));
    }

    private static IEnumerable<string> Names(IEnumerable<object[]> rows)
        => rows.Select(row => ((Type)row[0]).Name).Order(StringComparer.Ordinal);

    private static long[] Numbers(Type type)
        => [.. Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(number => Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Members(Type type) => Enum.GetNames(type).Select(name => $"{name}={Enum.Format(type, Enum.Parse(type, name), "D")}");
}
