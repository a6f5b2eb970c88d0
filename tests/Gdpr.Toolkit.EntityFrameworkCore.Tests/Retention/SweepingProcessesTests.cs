using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

public class SweepingProcessesTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Two_processes_at_once_handle_every_row_and_every_person_once(TestDatabase database)
    {
        const int Ending = 24;
        const int Staying = 12;
        await using var company = await Company.StartAsync(database, SweepScenario.Today);
        await using (var adding = company.NewScope())
        {
            adding.Context.AddRange(Enumerable.Range(0, Ending).Select(_ => Person(new DateOnly(2024, 6, 30))));
            adding.Context.AddRange(Enumerable.Range(0, Staying).Select(_ => Person(new DateOnly(2030, 1, 1))));
            await adding.Context.SaveChangesAsync();
        }

        var children = Enumerable.Range(0, 2).Select(_ => ChildProcess.Start(ChildTarget.For(SweepScenario.Name, company, number: 7))).ToList();
        foreach (var child in children)
        {
            Assert.Equal("ready", await child.ReadLineAsync());
        }

        await Task.WhenAll(children.Select(child => child.WriteLineAsync("go")));
        var sums = new int[4];
        foreach (var child in children)
        {
            var line = await child.ReadLineAsync();
            Assert.Equal(0, await child.WaitAsync());
            sums = [.. sums.Zip(line!.Split(' '), (sum, word) => sum + int.Parse(word, CultureInfo.InvariantCulture))];
            child.Dispose();
        }

        Assert.Equal([Ending, ((Ending + Staying) * 2) + Ending, Staying, Ending], sums);
        Assert.Equal(Staying, Convert.ToInt32(await company.RawAsync("""SELECT COUNT(*) FROM "Bill" WHERE "BilledTo" IS NOT NULL"""), CultureInfo.InvariantCulture));
    }

    private static Subscriber Person(DateOnly last) => new()
    {
        Name = "somebody",
        Email = "somebody@example.org",
        ContractEndedOn = new DateOnly(2025, 3, 31),
        Bills =
        {
            new Bill { BilledTo = "somebody", FiscalYearEnd = new DateOnly(2023, 12, 31) },
            new Bill { BilledTo = "somebody", FiscalYearEnd = new DateOnly(2023, 12, 31) },
            new Bill { BilledTo = "somebody", FiscalYearEnd = last },
        },
    };
}
