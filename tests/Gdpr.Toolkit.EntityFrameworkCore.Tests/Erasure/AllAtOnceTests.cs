using Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>Erasures, sweeps, legal holds and the application's own saves, all of them in one database at the same time.</summary>
public class AllAtOnceTests
{
    private const int Erased = 12;
    private const int Due = 12;
    private const int Staying = 6;

    private static readonly DateOnly Today = new(2032, 1, 1);
    private static readonly DateOnly Running = new(2030, 1, 1);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Nobody_keeps_anybody_from_coming_through(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var company = await TestHost<CompanyContext>.StartAsync(database, options =>
        {
            options.Clock.UtcNow = Company.Noon(Today);
            options.ConfigureToolkit = CompanyPurposes.Register;
            options.ConfigureToolkit += gdpr => gdpr.UseErasureLedgerFile(ledger.Path);
        });
        var erased = await AddAsync(company, Erased, "Erased", Running);
        await AddAsync(company, Due, "Due", new DateOnly(2023, 12, 31));
        var staying = await AddAsync(company, Staying, "Staying", Running, isCustomer: true);

        await Task.WhenAll(
        [
            .. erased.Chunk(Erased / 3).Select(people => Task.Run(() => EraseAsync(company, people))),
            Task.Run(() => SweepAsync(company)),
            Task.Run(() => SweepAsync(company)),
            .. staying.Chunk(Staying / 2).Select(people => Task.Run(() => WriteAsync(company, people))),
            Task.Run(() => HoldAsync(company, staying[0])),
            Task.Run(() => HoldAsync(company, staying[^1])),
        ]).WaitAsync(TimeSpan.FromMinutes(5));

        await using var scope = company.NewScope();
        Assert.Equal(0, (await scope.Sweep.RunAsync()).Overdue);
        Assert.Empty(await scope.Erasure.ListPendingAsync());
        Assert.Equal(ErasureLedgerState.Current, (await scope.Recovery.CheckAsync()).State);
        Assert.Equal(
            staying.Select(person => ("Staying 5", 6)).ToList(),
            [.. (await scope.Context.Subscribers.AsNoTracking().Include(row => row.Bills).Where(row => row.Name != null).ToListAsync()).Select(row => (row.Name!, row.Bills.Count))]);
        Assert.Equal(Erased + Due, company.Certificates.Take().Count(certificate => certificate.IsComplete));
    }

    /// <summary>Erases people one after the other, and plans again where somebody was in the way.</summary>
    private static async Task EraseAsync(TestHost<CompanyContext> company, IEnumerable<DataSubject> people)
    {
        foreach (var person in people)
        {
            ErasureCertificate? certificate = null;
            for (var attempt = 1; certificate is null; attempt++)
            {
                await using var scope = company.NewScope();
                try
                {
                    certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(person));
                }
                catch (StaleErasurePlanException) when (attempt < 5)
                {
                }
            }

            Assert.True(certificate.IsComplete);
        }
    }

    private static async Task SweepAsync(TestHost<CompanyContext> company)
    {
        for (var round = 0; round < 3; round++)
        {
            await using var scope = company.NewScope();
            await scope.Sweep.RunAsync(new SweepOptions { BatchSize = 4 });
        }
    }

    private static async Task WriteAsync(TestHost<CompanyContext> company, IReadOnlyCollection<DataSubject> people)
    {
        for (var round = 1; round <= 5; round++)
        {
            foreach (var person in people)
            {
                await using var scope = company.NewScope();
                var row = await scope.Context.Subscribers.SingleAsync(row => row.Id == (int)person.Key[0]);
                row.Name = $"Staying {round}";
                row.Bills.Add(new Bill { BilledTo = row.Name, FiscalYearEnd = Running });
                await scope.Context.SaveChangesAsync();
            }
        }
    }

    private static async Task HoldAsync(TestHost<CompanyContext> company, DataSubject person)
    {
        for (var round = 0; round < 5; round++)
        {
            await using var scope = company.NewScope();
            var hold = await scope.Holds.PlaceAsync(LegalHoldScope.Person(person), "a dispute", "counsel", new DateOnly(2040, 1, 1));
            await scope.Holds.ReleaseAsync(hold.Id, "counsel");
        }
    }

    private static async Task<List<DataSubject>> AddAsync(TestHost<CompanyContext> company, int count, string name, DateOnly year, bool isCustomer = false)
    {
        var people = Enumerable.Range(0, count).Select(number => new Subscriber
        {
            Name = $"{name} {number}",
            Email = $"{name}{number}@example.org",
            ContractEndedOn = isCustomer ? null : new DateOnly(2025, 3, 31),
            Bills = { new Bill { BilledTo = name, FiscalYearEnd = year } },
        }).ToList();
        await using var scope = company.NewScope();
        scope.Context.AddRange(people);
        await scope.Context.SaveChangesAsync();
        return people.ConvertAll(person => DataSubject.Of<Subscriber>(person.Id));
    }
}
