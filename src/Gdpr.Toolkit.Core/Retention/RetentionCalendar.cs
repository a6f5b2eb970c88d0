namespace Gdpr.Toolkit.Retention;

/// <summary>Computes from the dates that a person's rows anchor until when a rule retains.</summary>
/// <remarks>Pure: the same dates give the same answer, whatever the clock says.</remarks>
internal sealed class RetentionCalendar(FinancialYear financialYear)
{
    /// <summary>Finds the date of an anchor among those of a row or a person.</summary>
    /// <returns>The latest such date; null when there is none, so that the period has not begun.</returns>
    public DateOnly? Find(RetentionAnchor anchor, IReadOnlyCollection<AnchorDate> dates)
        => anchor == RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd
            ? FinancialYearEnd(dates) is { } end ? FinancialYear.EndOfCalendarYear(end) : null
            : Latest(anchor, dates);

    /// <summary>Whether a declared anchor is one, or the date that it is computed from.</summary>
    public static bool Leads(RetentionAnchor declared, RetentionAnchor anchor)
        => declared == anchor
            || (anchor == RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd
                && declared is RetentionAnchor.FiscalYearEnd or RetentionAnchor.InvoiceDate);

    private DateOnly? FinancialYearEnd(IReadOnlyCollection<AnchorDate> dates)
        => Latest(RetentionAnchor.FiscalYearEnd, dates)
            ?? (Latest(RetentionAnchor.InvoiceDate, dates) is { } invoiced ? financialYear.EndOf(invoiced) : null);

    private static DateOnly? Latest(RetentionAnchor anchor, IReadOnlyCollection<AnchorDate> dates)
        => dates.Where(date => date.Anchor == anchor).Select(date => (DateOnly?)date.Date).Max();
}
