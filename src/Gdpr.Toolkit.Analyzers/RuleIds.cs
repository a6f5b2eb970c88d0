namespace Gdpr.Toolkit.Analyzers;

/// <summary>The ids of the rules. Ids only grow and are never reused.</summary>
public static class RuleIds
{
    /// <summary>A property of a persisted entity looks like personal data and is not annotated.</summary>
    public const string AnnotatePersonalData = "GDPR001";

    /// <summary>A special category or criminal data without a declared condition.</summary>
    public const string DeclareCondition = "GDPR002";

    /// <summary>Personal data without a purpose.</summary>
    public const string StatePurpose = "GDPR003";

    /// <summary>Personal data without retention, of its own or through its purposes.</summary>
    public const string LimitRetention = "GDPR004";

    /// <summary>Personal data reaches a log.</summary>
    public const string DoNotLogPersonalData = "GDPR005";

    /// <summary>Personal data in the message of an exception or in the text that an entity prints of itself.</summary>
    public const string KeepOutOfMessages = "GDPR006";

    /// <summary>An operator that the database cannot run on ciphertext, on an encrypted property in a query.</summary>
    public const string DoNotQueryCiphertext = "GDPR007";

    /// <summary>Equality on an encrypted property that is not searchable.</summary>
    public const string MakeSearchable = "GDPR008";

    /// <summary>[Encrypted] on a key, a foreign key, a concurrency token or an unsupported type.</summary>
    public const string EncryptOnlyPlainColumns = "GDPR009";

    /// <summary>ExecuteDelete, ExecuteUpdate or SQL on entities with personal data.</summary>
    public const string DoNotBypassProtection = "GDPR010";

    /// <summary>An entity with personal data that no data subject can reach.</summary>
    public const string ReachDataSubject = "GDPR011";

    /// <summary>An annotation cannot be read or contradicts another one.</summary>
    public const string CorrectAnnotations = "GDPR012";

    /// <summary>[NotPersonalData] without a reason that says something.</summary>
    public const string SayWhyNot = "GDPR013";

    /// <summary>A setting or a dictionary of the rules cannot be read.</summary>
    public const string CorrectSettings = "GDPR014";

    /// <summary>An entry of the baseline that no rule finds any more.</summary>
    public const string RemoveFromBaseline = "GDPR015";

    /// <summary>An entry of the baseline that is being written.</summary>
    public const string BaselineEntry = "GDPR016";

    /// <summary>Returns the address of the page that explains a rule.</summary>
    /// <param name="id">The id of the rule.</param>
    /// <returns>An absolute address.</returns>
    public static string HelpLink(string id) => $"https://github.com/gdpr-toolkit/gdpr-toolkit/blob/main/docs/rules/{id}.md";
}
