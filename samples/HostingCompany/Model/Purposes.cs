namespace HostingCompany.Model;

/// <summary>What the company uses personal data for. <c>HostingServices</c> registers the legal basis of each.</summary>
public static class Purposes
{
    /// <summary>Delivering what was ordered and being paid for it.</summary>
    public const string Service = "service";

    /// <summary>Telling customers about products.</summary>
    public const string Marketing = "marketing";

    /// <summary>Bookkeeping, as the law demands.</summary>
    public const string Accounting = "accounting";

    /// <summary>Answering questions.</summary>
    public const string Support = "support";

    /// <summary>Finding and stopping misuse of accounts.</summary>
    public const string Security = "security";

    /// <summary>Carrying out orders, and answering for them afterwards.</summary>
    public const string Orders = "orders";

    /// <summary>Knowing what was agreed on the telephone.</summary>
    public const string Calls = "calls";

    /// <summary>Telling people to whom their data was given.</summary>
    public const string Disclosures = "disclosures";

    /// <summary>Sending the newsletter.</summary>
    public const string Newsletter = "newsletter";

    /// <summary>Buying from suppliers.</summary>
    public const string Purchasing = "purchasing";

    /// <summary>Finding colleagues.</summary>
    public const string Recruitment = "recruitment";

    /// <summary>Making interviews possible for people with a disability.</summary>
    public const string Adjustments = "adjustments";

    /// <summary>Keeping offices and server halls safe.</summary>
    public const string Premises = "premises";

    /// <summary>Employing people.</summary>
    public const string Employment = "employment";

    /// <summary>An event of our own, from which the retention of <see cref="Premises"/> runs: somebody was here.</summary>
    public const string Visited = "visited";
}
