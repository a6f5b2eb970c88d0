namespace Gdpr.Toolkit.Retention;

/// <summary>Computes from the dates that a person's rows anchor until when a rule retains.</summary>
/// <remarks>Pure: the same dates give the same answer, whatever the clock says.</remarks>
internal sealed class RetentionCalendar(FinancialYear financialYear)
{
    /// <summary>Finds the date of an anchor among those of a row or a person.</summary>
    /// <returns>The latest such date; null when there is none, so that the period has not begun.</returns>
    public DateOnly? Find(AnchorName anchor, IReadOnlyCollection<AnchorDate> dates)
        => anchor.Anchor == RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd
            ? FinancialYearEnd(dates) is { } end ? FinancialYear.EndOfCalendarYear(end) : null
            : Latest(anchor, dates);

    /// <summary>Finds the date of an anchor for a value: in its own row, or else as late as the last of the person's records that have it.</summary>
    /// <returns>No date when one of those records has none yet.</returns>
    public AnchorFinding Find(AnchorName anchor, AnchorRecords records)
        => Declares(records.Row, anchor) ? new AnchorFinding("row", Date(anchor, records.Row)) : records.Person.Find(this, anchor);

    /// <summary>Finds the latest date of an anchor among records; no date when one of those that have it has none yet.</summary>
    public AnchorFinding FindLast(AnchorName anchor, IReadOnlyCollection<IReadOnlyCollection<DeclaredAnchor>> records)
    {
        var dates = records.Where(record => Declares(record, anchor)).Select(record => Date(anchor, record)).ToList();
        if (dates.Count == 0)
            return AnchorFinding.NotDeclared;
        return new AnchorFinding("person", dates.Contains(null) ? null : dates.Max());
    }

    /// <summary>Whether a declared anchor is one, or the date that it is computed from.</summary>
    public static bool Leads(AnchorName declared, AnchorName anchor)
        => declared == anchor
            || (anchor.Anchor == RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd
                && declared.Anchor is RetentionAnchor.FiscalYearEnd or RetentionAnchor.InvoiceDate);

    private static bool Declares(IReadOnlyCollection<DeclaredAnchor> record, AnchorName anchor)
        => record.Any(declared => Leads(declared.Anchor, anchor));

    private DateOnly? Date(AnchorName anchor, IReadOnlyCollection<DeclaredAnchor> record)
        => Find(anchor, [.. record.Where(declared => declared.Date is not null).Select(declared => new AnchorDate(declared.Anchor, declared.Date!.Value))]);

    private DateOnly? FinancialYearEnd(IReadOnlyCollection<AnchorDate> dates)
        => Latest(RetentionAnchor.FiscalYearEnd, dates)
            ?? (Latest(RetentionAnchor.InvoiceDate, dates) is { } invoiced ? financialYear.EndOf(invoiced) : null);

    private static DateOnly? Latest(AnchorName anchor, IReadOnlyCollection<AnchorDate> dates)
        => dates.Where(date => date.Anchor == anchor).Select(date => (DateOnly?)date.Date).Max();
}
