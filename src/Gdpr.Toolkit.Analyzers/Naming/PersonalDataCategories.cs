using static Gdpr.Toolkit.Analyzers.Naming.ValueKinds;

namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>The names of <c>PersonalDataCategory</c> that the rules suggest, and the kinds of value each can be stored as.</summary>
internal static class PersonalDataCategories
{
    private const ValueKinds Texts = Text | Binary | ValueKinds.Object;

    private static readonly Dictionary<string, ValueKinds> Kinds = new(StringComparer.Ordinal)
    {
        ["Name"] = Texts,
        ["Username"] = Texts,
        ["NationalIdentificationNumber"] = Texts | Number,
        ["Passport"] = Texts | Number,
        ["CustomerNumber"] = Texts | Number,
        ["UniqueIdentifier"] = Texts | Number | ValueKinds.Guid,
        ["BirthDate"] = Texts | Date,
        ["Age"] = Texts | Number,
        ["Gender"] = Texts | ValueKinds.Enum | Number,
        ["Nationality"] = Texts | ValueKinds.Enum,
        ["Language"] = Texts | ValueKinds.Enum,
        ["MaritalStatus"] = Texts | ValueKinds.Enum | Number,
        ["Family"] = Texts | Number,
        ["Picture"] = Texts,
        ["CctvFootage"] = Texts,
        ["VoiceRecording"] = Texts,
        ["Contact"] = Texts,
        ["EmailAddress"] = Texts,
        ["TelephoneNumber"] = Texts | Number,
        ["PhysicalAddress"] = Texts | Number,
        ["PostalCode"] = Texts | Number,
        ["Location"] = Texts | Number,
        ["PreciseLocation"] = Texts | Number,
        ["Residency"] = Texts | ValueKinds.Enum,
        ["BankAccount"] = Texts | Number,
        ["PaymentCardNumber"] = Texts | Number,
        ["Transaction"] = Texts | Number,
        ["Purchase"] = Texts | Number,
        ["PaymentHistory"] = Texts | Number | ValueKinds.Enum,
        ["Income"] = Texts | Number,
        ["Salary"] = Texts | Number,
        ["Tax"] = Texts | Number,
        ["Credit"] = Texts | Number,
        ["Password"] = Texts,
        ["AuthenticationCredential"] = Texts,
        ["AuthenticationHistory"] = Texts | Number | Date,
        ["IpAddress"] = Texts | Number,
        ["DeviceIdentifier"] = Texts,
        ["MacAddress"] = Texts,
        ["CookieIdentifier"] = Texts | ValueKinds.Guid,
        ["UserAgent"] = Texts,
        ["BrowserFingerprint"] = Texts,
        ["BrowsingBehaviour"] = Texts | Number | Date,
        ["ServiceUsage"] = Texts | Number | Date,
        ["PhysicalAccessLog"] = Texts | Date,
        ["Communication"] = Texts,
        ["EmailContent"] = Texts,
        ["SupportCommunication"] = Texts,
        ["Preference"] = Texts,
        ["PrivacyPreference"] = Texts,
        ["Profile"] = Texts,
        ["Segment"] = Texts,
        ["Employment"] = Texts | Date | Number,
        ["JobTitle"] = Texts,
        ["EmploymentHistory"] = Texts | Date | Number,
        ["Education"] = Texts | Date | Number | ValueKinds.Enum,
        ["Reference"] = Texts,
        ["Interview"] = Texts,
        ["Evaluation"] = Texts | Number,
        ["FreeText"] = Texts,
        ["Health"] = Texts | Number | Date | ValueKinds.Enum,
        ["Disability"] = Texts | Number | ValueKinds.Enum | Bool,
        ["Genetic"] = Texts,
        ["Biometric"] = Texts,
        ["RacialOrEthnicOrigin"] = Texts | ValueKinds.Enum,
        ["PoliticalOpinion"] = Texts | ValueKinds.Enum,
        ["ReligiousOrPhilosophicalBelief"] = Texts | ValueKinds.Enum,
        ["TradeUnionMembership"] = Texts | ValueKinds.Enum | Bool,
        ["SexLifeOrOrientation"] = Texts | ValueKinds.Enum,
        ["CriminalOffence"] = Texts | Date | ValueKinds.Enum,
        ["CriminalConviction"] = Texts | Date | ValueKinds.Enum | Bool,
    };

    public static IEnumerable<string> All => Kinds.Keys;

    public static bool Contains(string category) => Kinds.ContainsKey(category);

    public static ValueKinds StoredAs(string category) => Kinds[category];

    /// <summary>Tells whether organisations and animals have such data too, as companies have addresses.</summary>
    public static bool OthersHaveIt(string category)
        => category is "Name" or "BirthDate" or "Gender" or "Age" or "Contact" or "EmailAddress" or "TelephoneNumber" or "PhysicalAddress" or "PostalCode" or "Location" or "PreciseLocation";

    /// <summary>Tells whether the category identifies, so that a text ending in "Id" may hold it.</summary>
    public static bool IsIdentifier(string category)
        => category is "NationalIdentificationNumber" or "Passport" or "CustomerNumber" or "Tax" or "EmailAddress";

    /// <summary>Tells whether only the class decides whose it is: an <c>AdminComment</c> is not about the administrator.</summary>
    public static bool FollowsClass(string category)
        => category is "FreeText" or "Communication" or "CustomerNumber" or "AuthenticationCredential";
}
