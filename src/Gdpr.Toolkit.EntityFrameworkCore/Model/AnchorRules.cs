using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What can be wrong with a property that anchors retention.</summary>
internal static class AnchorRules
{
    public static IEnumerable<string> Violations(IReadOnlyProperty property, bool hasTimeZone)
    {
        var anchors = property.Anchors();
        if (anchors.Count == 0)
        {
            yield break;
        }

        var name = $"'{property.DeclaringType.DisplayName()}.{property.Name}'";
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (anchors.Contains(RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd))
        {
            yield return $"{name} cannot be the calendar anchor {RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd}: it is computed. "
                + $"Anchor {RetentionAnchor.FiscalYearEnd} or {RetentionAnchor.InvoiceDate} instead.";
        }

        if (type != typeof(DateOnly) && type != typeof(DateTime) && type != typeof(DateTimeOffset))
        {
            yield return $"{name} anchors retention but is a '{type.Name}'. Use DateOnly, DateTime or DateTimeOffset.";
        }
        else if (type != typeof(DateOnly) && !hasTimeZone)
        {
            yield return $"{name} anchors retention at an instant, whose day depends on the time zone. Call gdpr.UseTimeZone(\"Europe/…\"), or use DateOnly.";
        }
    }
}
