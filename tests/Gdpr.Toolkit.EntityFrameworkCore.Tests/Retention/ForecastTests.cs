using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

public class ForecastTests
{
    private static readonly DateOnly Today = new(2026, 1, 15);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_are_counted_by_the_month_in_which_the_last_of_their_values_falls_due(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        // Their own row ends with marketing, twelve months after the contract; each bill after seven years.
        await company.AddAsync(new Subscriber { ContractEndedOn = new DateOnly(2025, 3, 31), Bills = { Bill(2024), Bill(2024), Bill(2025) } });
        await company.AddAsync(new Subscriber { ContractEndedOn = new DateOnly(2025, 3, 30) });
        await company.AddAsync(new Subscriber { Email = "ada@example.org", ContractEndedOn = new DateOnly(2024, 1, 1) });
        await company.AddAsync(new Subscriber());
        await using var scope = company.NewScope();

        var forecast = await scope.Retention.ForecastAsync();

        // The first person's name is kept for the last of the bills.
        Assert.Equal(
            [("2026-03", 1L), ("2032-01", 2L), ("2033-01", 2L)],
            forecast.Months.Select(month => (month.Month, month.Due)));
        Assert.Equal(1, forecast.Overdue);
        Assert.Equal(1, forecast.OpenEnded);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_an_erasure_has_taken_is_due_no_more_and_what_it_kept_still_is(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        var ada = await company.AddAsync(new Subscriber { Name = "Ada", ContractEndedOn = new DateOnly(2025, 3, 31), Bills = { Bill(2024) } });
        await using var scope = company.NewScope();
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));

        var forecast = await scope.Retention.ForecastAsync();

        Assert.Equal([("2032-01", 2L)], forecast.Months.Select(month => (month.Month, month.Due)));
        Assert.Equal((0, 0), (forecast.Overdue, forecast.OpenEnded));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task More_people_than_a_page_are_all_counted(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        await using (var adding = company.NewScope())
        {
            adding.Context.AddRange(Enumerable.Range(0, 1_001).Select(_ => new Subscriber { ContractEndedOn = Today }));
            await adding.Context.SaveChangesAsync();
        }

        await using var scope = company.NewScope();

        Assert.Equal(1_001, Assert.Single((await scope.Retention.ForecastAsync()).Months).Due);
    }

    private static Bill Bill(int year) => new() { BilledTo = "somebody", FiscalYearEnd = new DateOnly(year, 12, 31) };
}
