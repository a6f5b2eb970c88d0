namespace Gdpr.Toolkit;

/// <summary>What kind of personal data a property holds, in the words of the W3C Data Privacy Vocabulary (DPV-PD).</summary>
/// <remarks>Values from 200 are special categories (GDPR Art. 9), values from 300 concern criminal convictions and offences (Art. 10): both need a declared condition, see <see cref="PersonalDataAttribute.Condition"/> and <see cref="PersonalDataAttribute.Article10Basis"/>.</remarks>
public enum PersonalDataCategory
{
    /// <summary>The name of a person, or a part of it.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Name")]
    Name = 1,

    /// <summary>A name that a person signs in or appears with.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Username")]
    Username = 2,

    /// <summary>A number issued by a state, such as the Swedish personnummer.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#OfficialID")]
    NationalIdentificationNumber = 3,

    /// <summary>A passport or its number.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Passport")]
    Passport = 4,

    /// <summary>A number by which the controller knows a customer.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Identifier")]
    CustomerNumber = 5,

    /// <summary>Another identifier that is unique to a person.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#UID")]
    UniqueIdentifier = 6,

    /// <summary>A date of birth, or a part of it.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#BirthDate")]
    BirthDate = 7,

    /// <summary>An age.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Age")]
    Age = 8,

    /// <summary>A gender.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Gender")]
    Gender = 9,

    /// <summary>A nationality.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Nationality")]
    Nationality = 10,

    /// <summary>A language that a person speaks or prefers.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Language")]
    Language = 11,

    /// <summary>A marital status.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#MaritalStatus")]
    MaritalStatus = 12,

    /// <summary>A picture of a person.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Picture")]
    Picture = 13,

    /// <summary>A recording of a surveillance camera.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Picture")]
    CctvFootage = 14,

    /// <summary>A recorded voice.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#VoiceCommunicationRecording")]
    VoiceRecording = 15,

    /// <summary>Contact details of another kind.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Contact")]
    Contact = 16,

    /// <summary>An e-mail address.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#EmailAddress")]
    EmailAddress = 17,

    /// <summary>A telephone number.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#TelephoneNumber")]
    TelephoneNumber = 18,

    /// <summary>A postal or street address, or a part of it.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#PhysicalAddress")]
    PhysicalAddress = 19,

    /// <summary>A postal code by itself.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#PostalCode")]
    PostalCode = 20,

    /// <summary>A coarse location.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Location")]
    Location = 21,

    /// <summary>A precise position.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#GPSCoordinate")]
    PreciseLocation = 22,

    /// <summary>A country or place of residence.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Residency")]
    Residency = 23,

    /// <summary>A bank account number, such as an IBAN.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#BankAccount")]
    BankAccount = 24,

    /// <summary>A payment card number.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#PaymentCardNumber")]
    PaymentCardNumber = 25,

    /// <summary>A payment or other transaction of a person.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Transaction")]
    Transaction = 26,

    /// <summary>What a person bought.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Purchase")]
    Purchase = 27,

    /// <summary>How a person has paid.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Transactional")]
    PaymentHistory = 28,

    /// <summary>An income.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Income")]
    Income = 29,

    /// <summary>A salary, or a part of it.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Salary")]
    Salary = 30,

    /// <summary>Tax data of a person.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Tax")]
    Tax = 31,

    /// <summary>Creditworthiness, debts, limits.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Credit")]
    Credit = 32,

    /// <summary>A password or its hash.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Password")]
    Password = 33,

    /// <summary>A token, key, recovery code or other secret of a person.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Authenticating")]
    AuthenticationCredential = 34,

    /// <summary>When and how a person signed in.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#AuthenticationHistory")]
    AuthenticationHistory = 35,

    /// <summary>An IP address.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#IPAddress")]
    IpAddress = 36,

    /// <summary>An identifier of a person's device.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#DeviceBased")]
    DeviceIdentifier = 37,

    /// <summary>A hardware address.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#MACAddress")]
    MacAddress = 38,

    /// <summary>An identifier kept in a cookie (fideslang user.device.cookie_id).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Identifier")]
    CookieIdentifier = 39,

    /// <summary>What a browser says of itself.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#UserAgent")]
    UserAgent = 40,

    /// <summary>A fingerprint of a browser or device.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#BrowserFingerprint")]
    BrowserFingerprint = 41,

    /// <summary>What a person viewed or clicked.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#BrowsingBehaviour")]
    BrowsingBehaviour = 42,

    /// <summary>How a person used a service.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#ServiceConsumptionBehaviour")]
    ServiceUsage = 43,

    /// <summary>When a person entered or left a place.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Tracking")]
    PhysicalAccessLog = 44,

    /// <summary>Text or calls between persons.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Communication")]
    Communication = 45,

    /// <summary>The content of an e-mail.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#EmailContent")]
    EmailContent = 46,

    /// <summary>Text to or from customer support.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Communication")]
    SupportCommunication = 47,

    /// <summary>A preference.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Preference")]
    Preference = 48,

    /// <summary>A preference about privacy, such as an opt-out.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#PrivacyPreference")]
    PrivacyPreference = 49,

    /// <summary>A profile of a person.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Profile")]
    Profile = 50,

    /// <summary>A group into which a person was sorted.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#GroupProfile")]
    Segment = 51,

    /// <summary>Employment data.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Professional")]
    Employment = 52,

    /// <summary>A job title.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Job")]
    JobTitle = 53,

    /// <summary>Earlier employments.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#EmploymentHistory")]
    EmploymentHistory = 54,

    /// <summary>Education and grades.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Education")]
    Education = 55,

    /// <summary>What a referee said.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Reference")]
    Reference = 56,

    /// <summary>Notes of an interview.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#ProfessionalInterview")]
    Interview = 57,

    /// <summary>An evaluation of a person's work.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#ProfessionalEvaluation")]
    Evaluation = 58,

    /// <summary>Relatives and next of kin.</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Family")]
    Family = 59,

    /// <summary>Free text about or by a person.</summary>
    [DpvTerm("https://w3id.org/dpv#UnstructuredData")]
    FreeText = 60,

    /// <summary>Data concerning health (GDPR Art. 9).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#MedicalHealth")]
    Health = 201,

    /// <summary>A disability (GDPR Art. 9).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Disability")]
    Disability = 202,

    /// <summary>Genetic data (GDPR Art. 9).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Genetic")]
    Genetic = 203,

    /// <summary>Biometric data (GDPR Art. 9).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Biometric")]
    Biometric = 204,

    /// <summary>Racial or ethnic origin (GDPR Art. 9).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Race")]
    [DpvTerm("https://w3id.org/dpv/pd#EthnicOrigin")]
    RacialOrEthnicOrigin = 205,

    /// <summary>A political opinion (GDPR Art. 9).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#PoliticalOpinion")]
    PoliticalOpinion = 206,

    /// <summary>A religious or philosophical belief (GDPR Art. 9).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Religion")]
    [DpvTerm("https://w3id.org/dpv/pd#PhilosophicalBelief")]
    ReligiousOrPhilosophicalBelief = 207,

    /// <summary>Membership of a trade union (GDPR Art. 9).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#TradeUnionMembership")]
    TradeUnionMembership = 208,

    /// <summary>Sex life or sexual orientation (GDPR Art. 9).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#Sexual")]
    SexLifeOrOrientation = 209,

    /// <summary>A criminal offence (GDPR Art. 10).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#CriminalOffence")]
    CriminalOffence = 301,

    /// <summary>A criminal conviction (GDPR Art. 10).</summary>
    [DpvTerm("https://w3id.org/dpv/pd#CriminalConviction")]
    CriminalConviction = 302,
}
