using Gdpr.Toolkit.Erasure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Sources;

/// <summary>Lets sources erase what they hold, after the database's commit, and looks what came of it.</summary>
/// <remarks>Neither a source that throws nor a caller who no longer waits stops it: the rows are gone, and somebody has to see to the rest.</remarks>
internal sealed class SourceErasure(SourceFindings findings, DateOnly day, ILogger logger)
{
    public async Task<IReadOnlyList<ErasureEntry>> EraseAsync()
    {
        var entries = new List<ErasureEntry>();
        foreach (var finding in findings.All)
        {
            var isErased = await TryEraseAsync(finding).ConfigureAwait(false);
            entries.AddRange(await ObserveAsync(finding).ConfigureAwait(false));
            if (!isErased)
            {
                // Even if nothing is found: who fails to erase may fail to find. Doing it again tells.
                entries.Add(Line(finding, null, FieldErasureOutcome.Failed, 0));
            }
        }

        return entries;
    }

    private async Task<bool> TryEraseAsync(SourceFinding finding)
    {
        var items = finding.Items.Where(item => SourceFinding.RetentionOn(item, day) is null).ToList();
        if (items.Count == 0)
        {
            return true;
        }

        try
        {
            await finding.Source.EraseAsync(findings.Subject, items, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // Whatever a source throws must not cost the certificate of what was erased.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            SourceLog.NotErased(logger, finding.Source.Name, exception);
            return false;
        }
    }

    private async Task<IEnumerable<ErasureEntry>> ObserveAsync(SourceFinding before)
    {
        try
        {
            var after = await SourceFinding.SearchAsync(before.Source, findings.Subject, CancellationToken.None).ConfigureAwait(false);
            return Compare(before, after);
        }
        catch (PersonalDataSourceException exception)
        {
            SourceLog.NotObserved(logger, before.Source.Name, exception);
            return before.Items.Count == 0
                ? [Line(before, null, FieldErasureOutcome.Failed, 0)]
                : Summed(before.Items.Select(item => Line(before, item.Category, FieldErasureOutcome.Failed, 1)));
        }
    }

    private IEnumerable<ErasureEntry> Compare(SourceFinding before, SourceFinding after)
    {
        if (before.Items.Count == 0 && after.Items.Count == 0)
        {
            return [Line(before, null, FieldErasureOutcome.NotFound, 0)];
        }

        var left = after.Items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var gone = before.Items
            .Where(item => !left.Contains(item.Id))
            .Select(item => Line(
                before,
                item.Category,
                SourceFinding.RetentionOn(item, day) is null ? FieldErasureOutcome.Erased : FieldErasureOutcome.Failed,
                1));
        return Summed(gone.Concat(after.Items.Select(item => Left(after, item))));
    }

    /// <summary>What is still there, or has come since, is retained or should not be there.</summary>
    private ErasureEntry Left(SourceFinding finding, PersonalDataItem item)
        => SourceFinding.RetentionOn(item, day) is { } retention
            ? Line(finding, item.Category, FieldErasureOutcome.Retained, 1) with
            {
                RetainedUntil = retention.Until,
                Exception = retention.Exception,
                Law = retention.Law,
            }
            : Line(finding, item.Category, FieldErasureOutcome.Failed, 1);

    private static IEnumerable<ErasureEntry> Summed(IEnumerable<ErasureEntry> lines)
        => lines.GroupBy(line => line).Select(group => group.Key with { Rows = group.Count() });

    private static ErasureEntry Line(SourceFinding finding, PersonalDataCategory? category, FieldErasureOutcome outcome, int items) => new()
    {
        Entity = finding.Source.Name,
        Property = PlanSummary.WholeRowProperty,
        Category = category,
        Outcome = outcome,
        Rows = items,
    };
}
