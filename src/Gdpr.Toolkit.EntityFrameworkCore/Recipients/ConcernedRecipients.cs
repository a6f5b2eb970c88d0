using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Recipients;

/// <summary>Finds the recipients of what happens to a person's data: those of the purposes that it was used for.</summary>
internal static class ConcernedRecipients
{
    /// <summary>Finds the recipients of what an erasure takes.</summary>
    public static IReadOnlyList<ConcernedRecipient> OfErasure(DetailedPlan plan, SourceFindings outside, Person person, DateOnly day, GdprRuntime runtime)
    {
        var rows = plan.Rows.SelectMany(row => row.Row.Personal.Where(property => Goes(plan, row, property))).SelectMany(property => property.Purposes);
        var items = outside.All.SelectMany(finding => finding.Source.Holdings
            .Where(holding => finding.Items.Any(item => item.Category == holding.Category && SourceFinding.RetentionOn(item, day) is null))
            .SelectMany(holding => holding.Purposes));
        return OfPurposes(rows.Concat(items), person, runtime);
    }

    /// <summary>Finds the recipients of all that is held about a person.</summary>
    public static IReadOnlyList<ConcernedRecipient> OfPerson(IEnumerable<PersonRow> rows, Person person, GdprRuntime runtime)
        => OfPurposes(rows.SelectMany(row => row.Personal.Where(property => row.Values(property).Any(IsValue))).SelectMany(property => property.Purposes), person, runtime);

    /// <summary>Finds the recipients of purposes, as far as these have a legal basis for people in the role: without one, nothing was shared.</summary>
    public static IReadOnlyList<ConcernedRecipient> OfPurposes(IEnumerable<string> purposes, Person person, GdprRuntime runtime)
        =>
        [
            .. purposes.Distinct(StringComparer.Ordinal)
                .Select(runtime.Purposes.Find)
                .Where(purpose => purpose?.RuleFor(person.Mark.Role)?.Basis is not null)
                .SelectMany(purpose => purpose!.Recipients.Where(IsToBeTold).Select(recipient => (recipient.Name, Purpose: purpose.Name)))
                .GroupBy(shared => shared.Name, shared => shared.Purpose, StringComparer.Ordinal)
                .Select(shared => new ConcernedRecipient(shared.Key, [.. shared.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))
                .OrderBy(recipient => recipient.Name, StringComparer.Ordinal),
        ];

    /// <summary>The person knows, and who works for the controller is no recipient.</summary>
    private static bool IsToBeTold(DataRecipient recipient) => recipient.Kind is not (RecipientKind.DataSubject or RecipientKind.Internal);

    private static bool Goes(DetailedPlan plan, PlannedRow row, MappedProperty property)
        => !row.Retained.ContainsKey(property)
            // Of rows that were only counted nobody knows which are empty: rather tell once too often.
            && (row.Row is not PersonRow single || (single.Values(property).Any(IsValue)
                // What an earlier erasure has emptied is not erased once more.
                && !(row.IsKept && plan.EarlierCertificate is not null && RowValues.IsEmpty(single, property))));

    private static bool IsValue(object? value) => value is not (null or "");
}
