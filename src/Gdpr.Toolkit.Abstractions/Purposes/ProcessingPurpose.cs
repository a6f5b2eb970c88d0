namespace Gdpr.Toolkit;

/// <summary>What personal data is used for, in the terms of the W3C Data Privacy Vocabulary.</summary>
/// <remarks>A purpose of the application has a name of its own and says with this which of the known purposes it is (GDPR Art. 5(1)(b), 30(1)(b)).</remarks>
public enum ProcessingPurpose
{
    /// <summary>Providing the service or product.</summary>
    [DpvTerm("https://w3id.org/dpv#ServiceProvision")]
    ServiceProvision = 1,

    /// <summary>Registering people for the service.</summary>
    [DpvTerm("https://w3id.org/dpv#ServiceRegistration")]
    ServiceRegistration = 2,

    /// <summary>Keeping accounts of people.</summary>
    [DpvTerm("https://w3id.org/dpv#AccountManagement")]
    AccountManagement = 3,

    /// <summary>Making sure that somebody is who they say they are.</summary>
    [DpvTerm("https://w3id.org/dpv#IdentityVerification")]
    IdentityVerification = 4,

    /// <summary>Signing people in.</summary>
    [DpvTerm("https://w3id.org/dpv#IdentityAuthentication")]
    IdentityAuthentication = 5,

    /// <summary>Charging and receiving payments.</summary>
    [DpvTerm("https://w3id.org/dpv#PaymentManagement")]
    PaymentManagement = 6,

    /// <summary>Handling orders.</summary>
    [DpvTerm("https://w3id.org/dpv#CustomerOrderManagement")]
    CustomerOrderManagement = 7,

    /// <summary>Delivering what was ordered.</summary>
    [DpvTerm("https://w3id.org/dpv#DeliveryOfGoods")]
    DeliveryOfGoods = 8,

    /// <summary>Helping customers.</summary>
    [DpvTerm("https://w3id.org/dpv#CustomerCare")]
    CustomerCare = 9,

    /// <summary>Writing to customers in order to help them.</summary>
    [DpvTerm("https://w3id.org/dpv#CommunicationForCustomerCare")]
    CommunicationForCustomerCare = 10,

    /// <summary>Handling claims of customers.</summary>
    [DpvTerm("https://w3id.org/dpv#CustomerClaimsManagement")]
    CustomerClaimsManagement = 11,

    /// <summary>Advertising addressed to a person, who may object to it at any time (GDPR Art. 21(2)).</summary>
    [DpvTerm("https://w3id.org/dpv#DirectMarketing")]
    DirectMarketing = 12,

    /// <summary>Advertising.</summary>
    [DpvTerm("https://w3id.org/dpv#Marketing")]
    Marketing = 13,

    /// <summary>Advertising chosen by what is known about a person, who may object to it at any time (GDPR Art. 21(2)).</summary>
    [DpvTerm("https://w3id.org/dpv#TargetedAdvertising")]
    TargetedAdvertising = 14,

    /// <summary>Adapting the service to a person.</summary>
    [DpvTerm("https://w3id.org/dpv#Personalisation")]
    Personalisation = 15,

    /// <summary>Recommending products.</summary>
    [DpvTerm("https://w3id.org/dpv#ProvideProductRecommendations")]
    ProvideProductRecommendations = 16,

    /// <summary>Understanding how the service is used.</summary>
    [DpvTerm("https://w3id.org/dpv#ServiceUsageAnalytics")]
    ServiceUsageAnalytics = 17,

    /// <summary>Making the service work better.</summary>
    [DpvTerm("https://w3id.org/dpv#ServiceOptimisation")]
    ServiceOptimisation = 18,

    /// <summary>Improving products and services.</summary>
    [DpvTerm("https://w3id.org/dpv#ImproveExistingProductsAndServices")]
    ImproveExistingProductsAndServices = 19,

    /// <summary>Developing new products and services.</summary>
    [DpvTerm("https://w3id.org/dpv#ResearchAndDevelopment")]
    ResearchAndDevelopment = 20,

    /// <summary>Keeping systems, premises and people safe.</summary>
    [DpvTerm("https://w3id.org/dpv#EnforceSecurity")]
    EnforceSecurity = 21,

    /// <summary>Controlling who has access.</summary>
    [DpvTerm("https://w3id.org/dpv#EnforceAccessControl")]
    EnforceAccessControl = 22,

    /// <summary>Preventing and detecting fraud.</summary>
    [DpvTerm("https://w3id.org/dpv#FraudPreventionAndDetection")]
    FraudPreventionAndDetection = 23,

    /// <summary>Preventing and detecting misuse.</summary>
    [DpvTerm("https://w3id.org/dpv#MisusePreventionAndDetection")]
    MisusePreventionAndDetection = 24,

    /// <summary>Doing what a law demands.</summary>
    [DpvTerm("https://w3id.org/dpv#LegalCompliance")]
    LegalCompliance = 25,

    /// <summary>Fulfilling an obligation.</summary>
    [DpvTerm("https://w3id.org/dpv#FulfilmentOfObligation")]
    FulfilmentOfObligation = 26,

    /// <summary>Fulfilling an obligation of a contract.</summary>
    [DpvTerm("https://w3id.org/dpv#FulfilmentOfContractualObligation")]
    FulfilmentOfContractualObligation = 27,

    /// <summary>Keeping records.</summary>
    [DpvTerm("https://w3id.org/dpv#RecordManagement")]
    RecordManagement = 28,

    /// <summary>Handling disputes and legal claims.</summary>
    [DpvTerm("https://w3id.org/dpv#DisputeManagement")]
    DisputeManagement = 29,

    /// <summary>Dealing with suppliers.</summary>
    [DpvTerm("https://w3id.org/dpv#VendorManagement")]
    VendorManagement = 30,

    /// <summary>Paying suppliers.</summary>
    [DpvTerm("https://w3id.org/dpv#VendorPayment")]
    VendorPayment = 31,

    /// <summary>Recruiting.</summary>
    [DpvTerm("https://w3id.org/dpv#RecruitmentManagement")]
    RecruitmentManagement = 32,

    /// <summary>Managing employees.</summary>
    [DpvTerm("https://w3id.org/dpv#HumanResourceManagement")]
    HumanResourceManagement = 33,

    /// <summary>Paying employees.</summary>
    [DpvTerm("https://w3id.org/dpv#PersonnelPayment")]
    PersonnelPayment = 34,

    /// <summary>Answering requests of data subjects.</summary>
    [DpvTerm("https://w3id.org/dpv#RightsFulfilment")]
    RightsFulfilment = 35,

    /// <summary>Scientific research.</summary>
    [DpvTerm("https://w3id.org/dpv#ScientificResearch")]
    ScientificResearch = 36,

    /// <summary>Official statistics.</summary>
    [DpvTerm("https://w3id.org/dpv#ProvideOfficialStatistics")]
    ProvideOfficialStatistics = 37,

    /// <summary>Benefit of the public.</summary>
    [DpvTerm("https://w3id.org/dpv#PublicBenefit")]
    PublicBenefit = 38,

    /// <summary>Selling data. Prohibited: registering it is an error.</summary>
    [DpvTerm("https://w3id.org/dpv#SellDataToThirdParties")]
    SellDataToThirdParties = 100,

    /// <summary>Bookkeeping that a law demands. This library's own, a kind of <see cref="LegalCompliance"/>.</summary>
    [DpvTerm("https://w3id.org/dpv#LegalCompliance")]
    Accounting = 201,

    /// <summary>Watching premises by camera. This library's own, a kind of <see cref="EnforceSecurity"/>.</summary>
    [DpvTerm("https://w3id.org/dpv#EnforceSecurity")]
    VideoSurveillance = 202,
}
