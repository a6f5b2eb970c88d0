using System.Globalization;
using System.Text.RegularExpressions;

namespace Gdpr.Toolkit.Retention;

/// <summary>A calendar period of years, months, weeks and days (ISO 8601-1 § 5.5.2).</summary>
/// <remarks>
/// Added to a date in one step from the original date, so that 31 January + P2M is 31 March and + P1M is the last day of February.
/// </remarks>
internal sealed partial record RetentionPeriod(int Months, int Days)
{
    private const int MonthsPerYear = 12;
    private const int DaysPerWeek = 7;

    /// <summary>Gets the period without length: it ends on the day it runs from.</summary>
    public static RetentionPeriod None { get; } = new(0, 0) { Text = "P0D" };

    /// <summary>Gets the period as it was written: a policy that says 12 months is not shown as one year.</summary>
    public required string Text { get; init; }

    public static RetentionPeriod Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            throw new FormatException(
                $"'{text}' is not a retention period. Write an ISO 8601 period of years, months, weeks and days, such as P7Y, P12M or P30D.");
        }

        return new RetentionPeriod(
            (Number(match, "years") * MonthsPerYear) + Number(match, "months"),
            (Number(match, "weeks") * DaysPerWeek) + Number(match, "days"))
        {
            Text = text,
        };
    }

    /// <summary>Joins two periods to one that is added to a date in one step.</summary>
    public RetentionPeriod Plus(RetentionPeriod next)
        => this == None
            ? next
            : new RetentionPeriod(checked(Months + next.Months), checked(Days + next.Days)) { Text = $"{Text} + {next.Text}" };

    /// <summary>Returns the last day that is still retained when the period runs from a date.</summary>
    /// <remarks>A period that leads past the last date there is ends on it: "kept for ever" is often written so.</remarks>
    public DateOnly LastDay(DateOnly from)
    {
        var months = ((DateOnly.MaxValue.Year - from.Year) * MonthsPerYear) + (DateOnly.MaxValue.Month - from.Month);
        if (Months > months)
        {
            return DateOnly.MaxValue;
        }

        var end = from.AddMonths(Months);
        return Days > DateOnly.MaxValue.DayNumber - end.DayNumber ? DateOnly.MaxValue : end.AddDays(Days);
    }

    public override string ToString() => Text;

    private static int Number(Match match, string group)
        => match.Groups[group] is { Success: true, Value: var digits }
            ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex("^P(?=[0-9])(?:(?<years>[0-9]{1,4})Y)?(?:(?<months>[0-9]{1,4})M)?(?:(?<weeks>[0-9]{1,4})W)?(?:(?<days>[0-9]{1,5})D)?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
