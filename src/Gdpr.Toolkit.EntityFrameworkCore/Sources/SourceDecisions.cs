using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Sources;

/// <summary>The lines of a plan about what lies outside the database.</summary>
internal static class SourceDecisions
{
    public static IEnumerable<ErasureDecision> Of(SourceFindings findings, DateOnly day)
        => findings.All.SelectMany(finding => finding.Items.Count == 0
            ? [Line(finding, null, 0) with { Explanation = "The source was asked and holds nothing." }]
            : finding.Items
                .GroupBy(item => (item.Category, Retention: SourceFinding.RetentionOn(item, day)))
                .Select(group => Retain(Line(finding, group.Key.Category, group.Count()), group.Key.Retention)));

    private static ErasureDecision Line(SourceFinding finding, PersonalDataCategory? category, int items) => new()
    {
        Entity = finding.Source.Name,
        Property = PlanSummary.WholeRowProperty,
        Category = category,
        Action = ErasureAction.EraseItem,
        Rows = items,
        Explanation = "Outside the database: erased by the source once the database has committed.",
    };

    private static ErasureDecision Retain(ErasureDecision line, ItemRetention? retention) => retention is null ? line : line with
    {
        Action = ErasureAction.Retain,
        RetainedUntil = retention.Until,
        Exception = retention.Exception,
        Law = retention.Law,
        Explanation = "Outside the database: kept, says the source.",
    };
}
