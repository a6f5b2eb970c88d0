namespace Gdpr.Toolkit.Export;

/// <summary>What an export package holds.</summary>
/// <param name="ExportId">The package's own identifier.</param>
/// <param name="Profile">The right that it serves.</param>
/// <param name="Sources">What came of asking each entity and source; those that hold nothing are listed as empty.</param>
/// <param name="Omissions">What was left out, and why.</param>
public sealed record ExportSummary(
    string ExportId,
    ExportProfile Profile,
    IReadOnlyList<ExportSource> Sources,
    IReadOnlyList<ExportOmission> Omissions)
{
    /// <summary>Gets whether no source failed.</summary>
    public bool IsComplete => Sources.All(source => source.Status != ExportSourceStatus.Failed);

    /// <summary>Gets whether every source was asked and none holds anything: the negative answer (GDPR Art. 15(1)).</summary>
    public bool HoldsNothing => Sources.All(source => source.Status == ExportSourceStatus.Empty);
}
