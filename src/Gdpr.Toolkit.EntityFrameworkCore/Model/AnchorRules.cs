using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What can be wrong with a property that anchors retention.</summary>
internal static class AnchorRules
{
    public static IEnumerable<string> Violations(IReadOnlyProperty property, bool hasTimeZone)
    {
        var anchors = property.Anchors();
        if (anchors.Count == 0 && !(IsRetainedFrom(property) && IsDate(property)))
        {
            yield break;
        }

        var name = $"'{property.DeclaringType.DisplayName()}.{property.Name}'";
        if (anchors.Contains(AnchorName.FromAnchor(RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd)))
        {
            yield return $"{name} cannot be the calendar anchor {RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd}: it is computed. "
                + $"Anchor {RetentionAnchor.FiscalYearEnd} or {RetentionAnchor.InvoiceDate} instead.";
        }

        if (!IsDate(property))
        {
            yield return $"{name} anchors retention but is a '{TypeOf(property).Name}'. Use DateOnly, DateTime or DateTimeOffset.";
        }
        else if (TypeOf(property) != typeof(DateOnly) && !hasTimeZone)
        {
            yield return $"{name} anchors retention at an instant, whose day depends on the time zone. Call gdpr.UseTimeZone(\"Europe/…\"), or use DateOnly.";
        }
    }

    public static bool IsRetainedFrom(IReadOnlyProperty property)
        => property.DeclaringType.GetProperties().Any(sibling => sibling.PersonalData()?.RetentionFrom == property.Name);

    public static bool IsDate(IReadOnlyProperty property)
        => TypeOf(property) == typeof(DateOnly) || TypeOf(property) == typeof(DateTime) || TypeOf(property) == typeof(DateTimeOffset);

    private static Type TypeOf(IReadOnlyProperty property) => Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
}
