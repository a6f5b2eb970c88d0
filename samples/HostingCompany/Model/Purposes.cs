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
}
