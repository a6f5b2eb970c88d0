namespace Gdpr.Toolkit.Export;

/// <summary>What came of asking one source for a person's data.</summary>
public enum ExportSourceStatus
{
    /// <summary>It was asked, and holds something.</summary>
    Found = 1,

    /// <summary>It was asked, and holds nothing.</summary>
    Empty = 2,

    /// <summary>It was asked, and did not answer, or broke off. What it holds is not known, or not all in the package.</summary>
    Failed = 3,

    /// <summary>It was not asked, because the profile covers nothing of it.</summary>
    Excluded = 4,
}
