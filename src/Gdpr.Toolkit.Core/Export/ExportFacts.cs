namespace Gdpr.Toolkit.Export;

/// <summary>What the documents of a package say about it, once all data is in.</summary>
internal sealed record ExportFacts
{
    public required ExportSummary Summary { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string TimeZone { get; init; }

    public string? RequestId { get; init; }

    public ControllerProfile? Controller { get; init; }

    /// <summary>Gets the person's pseudonymous reference; empty while the database has no keys.</summary>
    public required string SubjectReference { get; init; }

    public required string SubjectKind { get; init; }

    public required DataSubjectRole Role { get; init; }

    /// <summary>Gets the shape of every file of records.</summary>
    public required IReadOnlyList<ExportDataset> Datasets { get; init; }

    /// <summary>Gets what the person is told beside the data; null for portability.</summary>
    public ExportInformation? Information { get; init; }

    /// <summary>Gets whether the package is encrypted to a recipient.</summary>
    public required bool IsEncrypted { get; init; }

    public required string ToolkitVersion { get; init; }

    public string Profile => Summary.Profile.ToString().ToLowerInvariant();
}
