using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Core.Tests.Retention;

public class RetentionCalendarTests
{
    private const RetentionAnchor EndOfYear = RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd;

    [Theory]
    [InlineData("2024-06-30", "2024-12-31")]
    [InlineData("2024-12-31", "2024-12-31")]
    [InlineData("2025-06-30", "2025-12-31")]
    public void Accounting_counts_from_the_end_of_the_calendar_year_in_which_the_financial_year_ended(string financialYearEnd, string anchor)
        => Assert.Equal(Date(anchor), new RetentionCalendar(FinancialYear.Calendar).Find(EndOfYear, [new(RetentionAnchor.FiscalYearEnd, Date(financialYearEnd))]));

    [Theory]
    [InlineData("2025-05-20", "2025-12-31")]
    [InlineData("2025-06-30", "2025-12-31")]
    [InlineData("2025-07-01", "2026-12-31")]
    public void An_invoice_belongs_to_the_financial_year_that_it_lies_in(string invoiced, string anchor)
        => Assert.Equal(Date(anchor), new RetentionCalendar(new FinancialYear(6, 30)).Find(EndOfYear, [new(RetentionAnchor.InvoiceDate, Date(invoiced))]));

    [Fact]
    public void A_financial_year_that_ends_in_February_ends_on_its_last_day()
        => Assert.Equal(Date("2024-02-29"), new FinancialYear(2, 31).EndOf(Date("2024-02-10")));

    [Theory]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("2024-03-01", "2025-02-28")]
    [InlineData("2025-02-28", "2025-02-28")]
    [InlineData("2025-03-01", "2026-02-28")]
    [InlineData("2027-03-01", "2028-02-29")]
    public void A_financial_year_that_ends_on_a_leap_day_ends_the_day_before_in_other_years(string date, string end)
        => Assert.Equal(Date(end), new FinancialYear(2, 29).EndOf(Date(date)));

    [Fact]
    public void An_event_with_another_case_is_another()
    {
        Assert.False(RetentionCalendar.Leads(AnchorName.FromEvent("Delivered"), "delivered"));
        Assert.True(RetentionCalendar.Leads(AnchorName.FromEvent("delivered"), "delivered"));
    }

    [Fact]
    public void Without_a_date_the_period_has_not_begun()
        => Assert.Null(new RetentionCalendar(FinancialYear.Calendar).Find(EndOfYear, [new(RetentionAnchor.ContractEnded, Date("2025-01-01"))]));

    [Fact]
    public void The_last_date_there_is_does_not_overflow()
        => Assert.Equal(DateOnly.MaxValue, new RetentionCalendar(new FinancialYear(6, 30)).Find(EndOfYear, [new(RetentionAnchor.InvoiceDate, DateOnly.MaxValue)]));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
