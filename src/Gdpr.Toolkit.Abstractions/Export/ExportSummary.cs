namespace Gdpr.Toolkit.Export;

/// <summary>What an export package holds.</summary>
/// <param name="ExportId">The package's own identifier.</param>
/// <param name="Profile">The right that it serves.</param>
/// <param name="Sources">What was found, by entity; entities without rows are listed as empty.</param>
/// <param name="Omissions">What was left out, and why.</param>
public sealed record ExportSummary(
    string ExportId,
    ExportProfile Profile,
    IReadOnlyList<ExportSource> Sources,
    IReadOnlyList<ExportOmission> Omissions);
