using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>What a sweep erases is in the ledger as well, and nobody else is touched after a restore.</summary>
public class SweepLedgerTests
{
    private static readonly DateOnly Today = new(2032, 1, 1);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_backup_from_before_a_sweep_is_refused_until_it_is_replayed_and_what_had_fallen_due_is_swept_again(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var company = await StartAsync(database, ledger);
        var ending = await company.AddAsync(Person("Ada", new DateOnly(2024, 6, 30)));
        await company.AddAsync(Person("Bob", new DateOnly(2024, 6, 30), new DateOnly(2030, 1, 1)));
        using var backup = await Backup.TakeAsync(company);
        await SweepTests.SweepAsync(company);
        var first = Assert.Single(company.Certificates.Take());
        Assert.Equal("Intent Completed", await ledger.KindsAsync());
        await using var restored = backup.Restore(company, With(ledger));

        await Assert.ThrowsAsync<ErasureLedgerException>(() => SweepTests.SweepAsync(restored));
        await Assert.ThrowsAsync<ErasureLedgerException>(() => SweepTests.SweepAsync(restored, options => options.DryRun = true));
        var replayed = await ReplayAsync(restored);
        var swept = await SweepTests.SweepAsync(restored);

        Assert.Equal((first.Id, true), (Assert.Single(replayed.People).Certificate!.Amends, replayed.People[0].Certificate!.IsComplete));
        Assert.Equal((0, 0), (swept.Overdue, swept.PeopleErased));
        Assert.Equal([("Bill", 1), ("Subscriber", 1), ("Subscriber", 1)], swept.Taken.Select(count => (count.Entity, count.Rows)));
        await using var scope = restored.NewScope();
        Assert.Equal(["Bob"], await scope.Context.Subscribers.Select(row => row.Name!).ToListAsync());
        Assert.Empty((await scope.Retention.ExplainAsync(ending)).Fields);
        Assert.Equal(ErasureLedgerState.Current, (await scope.Recovery.CheckAsync()).State);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task After_a_restore_with_reused_identity_values_a_sweep_takes_nothing_of_who_was_not_due(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var company = await StartAsync(database, ledger);
        await company.AddAsync(Person("Ada", new DateOnly(2030, 1, 1)));
        using var backup = await Backup.TakeAsync(company);
        var reused = await company.AddAsync(Person("Bob", new DateOnly(2024, 6, 30)));
        Assert.Equal(1, (await SweepTests.SweepAsync(company)).PeopleErased);
        await using (var unaware = backup.Restore(company, Configure))
        {
            // The application ran on without its ledger, and gave Bob's identity to somebody else.
            Assert.Equal(reused.Key, (await unaware.AddAsync(Person("Newcomer", new DateOnly(2031, 12, 31)))).Key);
        }

        await using var restored = backup.Restore(company, With(ledger));
        var replayed = await ReplayAsync(restored);
        var swept = await SweepTests.SweepAsync(restored);

        Assert.Equal(ErasureReplayOutcome.IdentityReused, Assert.Single(replayed.People).Outcome);
        Assert.Equal((0, 0), (swept.PeopleErased, swept.Overdue));
        await using (var scope = restored.NewScope())
        {
            var newcomer = await scope.Context.Subscribers.SingleAsync(row => row.Name != null && row.Id == (int)reused.Key[0]);
            newcomer.Bills.Add(new Bill { BilledTo = "Newcomer", FiscalYearEnd = new DateOnly(2031, 12, 31) });
            await scope.Context.SaveChangesAsync();
        }

        restored.Clock.UtcNow = Company.Noon(new DateOnly(2038, 12, 31));
        Assert.Equal(1, (await SweepTests.SweepAsync(restored)).PeopleErased);
        restored.Clock.UtcNow = Company.Noon(new DateOnly(2039, 1, 1));
        restored.Certificates.Take();
        await SweepTests.SweepAsync(restored);
        var last = Assert.Single(restored.Certificates.Take());

        Assert.Equal((true, null), (last.IsComplete, last.Amends));
        await using var checking = restored.NewScope();
        Assert.Empty(await checking.Context.Subscribers.ToListAsync());
        Assert.Equal(ErasureLedgerState.Current, (await checking.Recovery.CheckAsync()).State);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Who_gets_no_certificate_kept_is_erased_and_certified_again_by_the_next_sweep(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        var isFull = true;
        ErasureCertificate? lost = null;
        var kept = new List<ErasureCertificate>();
        await using var company = await TestHost<CompanyContext>.StartAsync(database, With(ledger) + (options => options.ConfigureToolkit +=
            gdpr => gdpr.KeepErasureCertificates((_, certificate, _) =>
            {
                if (isFull)
                {
                    lost = certificate;
                    throw new IOException("The disk of the certificates is full.");
                }

                kept.Add(certificate);
                return Task.CompletedTask;
            })));
        await company.AddAsync(Person("Ada", new DateOnly(2024, 6, 30)));

        await Assert.ThrowsAsync<IOException>(() => SweepTests.SweepAsync(company));
        await using var scope = company.NewScope();
        Assert.Single(await scope.Erasure.ListPendingAsync());
        isFull = false;
        await SweepTests.SweepAsync(company);
        var again = Assert.Single(kept);

        Assert.Equal((true, lost!.Id), (again.IsComplete, again.Amends));
        Assert.Empty(await scope.Erasure.ListPendingAsync());
        Assert.Equal("Intent Completed Intent Completed", await ledger.KindsAsync());
    }

    private static async Task<ErasureReplay> ReplayAsync(TestHost<CompanyContext> company)
    {
        await using var scope = company.NewScope();
        var replay = await scope.Recovery.ReplayAsync();
        Assert.Equal(ErasureLedgerState.Current, replay.Status.State);
        return replay;
    }

    private static Task<TestHost<CompanyContext>> StartAsync(TestDatabase database, LedgerFolder ledger)
        => TestHost<CompanyContext>.StartAsync(database, With(ledger));

    private static Action<TestHostOptions> With(LedgerFolder ledger) => options =>
    {
        Configure(options);
        options.ConfigureToolkit += gdpr => gdpr.UseErasureLedgerFile(ledger.Path);
    };

    private static void Configure(TestHostOptions options)
    {
        options.Clock.UtcNow = Company.Noon(Today);
        options.ConfigureToolkit = CompanyPurposes.Register;
    }

    private static Subscriber Person(string name, params DateOnly[] years)
    {
        var person = new Subscriber
        {
            Name = name,
            Email = $"{name}@example.org",
            BirthDate = new DateOnly(1980, 1, 1),
            ContractEndedOn = new DateOnly(2025, 3, 31),
        };
        person.Bills.AddRange(years.Select(year => new Bill { BilledTo = name, FiscalYearEnd = year }));
        return person;
    }
}
