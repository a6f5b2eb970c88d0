namespace Gdpr.Toolkit.Retention;

/// <summary>The day on which the controller's financial year ends.</summary>
internal sealed record FinancialYear(int EndMonth, int EndDay)
{
    private const int December = 12;
    private const int LastOfDecember = 31;

    public static FinancialYear Calendar { get; } = new(December, LastOfDecember);

    /// <summary>Returns the last day of the financial year that a date lies in.</summary>
    public DateOnly EndOf(DateOnly date)
    {
        var end = EndIn(date.Year);
        return date <= end || date.Year == DateOnly.MaxValue.Year ? end : EndIn(date.Year + 1);
    }

    /// <summary>Returns 31 December of the calendar year in which a financial year ended.</summary>
    public static DateOnly EndOfCalendarYear(DateOnly financialYearEnd) => new(financialYearEnd.Year, December, LastOfDecember);

    private DateOnly EndIn(int year) => new(year, EndMonth, Math.Min(EndDay, DateTime.DaysInMonth(year, EndMonth)));
}
