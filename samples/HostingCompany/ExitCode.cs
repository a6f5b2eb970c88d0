namespace HostingCompany;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>All checks hold.</summary>
    public const int Success = 0;

    /// <summary>A check does not hold.</summary>
    public const int CheckFailed = 1;

    /// <summary>The arguments cannot be used.</summary>
    public const int Unusable = 2;
}
