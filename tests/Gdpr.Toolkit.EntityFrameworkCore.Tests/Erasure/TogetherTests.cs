using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>Erasures at the same time: of one person one makes the certificate, of different people all come through.</summary>
public class TogetherTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Of_erasures_of_one_person_at_once_one_signs_and_the_others_get_the_id(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2026, 1, 1));
        var subject = await company.AddAsync(new Subscriber { Name = "Ada Lovelace", Email = "ada@example.org" });
        var scopes = Enumerable.Range(0, 4).Select(_ => company.NewScope()).ToList();
        var plans = new List<ErasurePlan>();
        foreach (var scope in scopes)
        {
            plans.Add(await scope.Erasure.PlanAsync(subject));
        }

        var ends = await Task.WhenAll(scopes.Zip(plans, (scope, plan) => Task.Run(() => EndAsync(scope.Erasure, plan)))).WaitAsync(Limit);

        var certificate = Assert.Single(ends, end => end.IsSigned).Id;
        Assert.All(ends, end => Assert.Equal(certificate, end.Id));
        foreach (var scope in scopes)
        {
            await scope.DisposeAsync();
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_and_a_sweep_of_one_person_at_once_make_one_certificate(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2026, 1, 1));
        for (var number = 0; number < 4; number++)
        {
            var subject = await company.AddAsync(new Subscriber { Name = "Ada Lovelace", Email = "ada@example.org" });
            await using var scope = company.NewScope();
            scope.Context.Remove(await scope.Context.Subscribers.SingleAsync());
            await scope.Context.SaveChangesAsync();
            var plan = await scope.Erasure.PlanAsync(subject);

            var sweeping = Task.Run(() => SweepTests.SweepAsync(company));
            var erasing = Task.Run(() => EndAsync(scope.Erasure, plan));
            var (swept, erased) = (await sweeping.WaitAsync(Limit), await erasing.WaitAsync(Limit));

            Assert.Equal(erased.Id, Assert.Single(company.Certificates.Take()).Id);
            Assert.Equal(0, swept.Overdue);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Two_processes_at_once_make_one_certificate(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            scope.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "a note" } } });
            await scope.Context.SaveChangesAsync();
        }

        var children = Enumerable.Range(0, 2).Select(_ => ChildProcess.Start(ChildTarget.For(EraseTogetherScenario.Name, host, number: 0))).ToList();
        foreach (var child in children)
        {
            Assert.Equal("ready", await child.ReadLineAsync());
        }

        await Task.WhenAll(children.Select(child => child.WriteLineAsync("go")));
        var ends = new List<(string What, string Id)>();
        foreach (var child in children)
        {
            var words = (await child.ReadLineAsync())!.Split(' ');
            Assert.Equal(0, await child.WaitAsync());
            ends.Add((words[0], words[1]));
            child.Dispose();
        }

        Assert.Equal([EraseTogetherScenario.Found, EraseTogetherScenario.Signed], ends.Select(end => end.What).Order(StringComparer.Ordinal));
        Assert.Single(ends.Select(end => end.Id).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Erasures_of_different_people_at_once_all_come_through(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2026, 1, 1));
        var plans = new List<(TestScope<CompanyContext> Scope, ErasurePlan Plan)>();
        for (var number = 0; number < 8; number++)
        {
            var subject = await company.AddAsync(new Subscriber { Name = $"Somebody {number}", Email = $"somebody{number}@example.org" });
            var scope = company.NewScope();
            plans.Add((scope, await scope.Erasure.PlanAsync(subject)));
        }

        var certificates = await Task.WhenAll(plans.Select(one => Task.Run(() => one.Scope.Erasure.EraseAsync(one.Plan)))).WaitAsync(Limit);

        Assert.All(certificates, certificate => Assert.True(certificate.IsComplete));
        Assert.Equal(8, certificates.DistinctBy(certificate => certificate.Id).Count());
        Assert.Empty(await plans[0].Scope.Erasure.ListPendingAsync());
        foreach (var (scope, _) in plans)
        {
            await scope.DisposeAsync();
        }
    }

    private static async Task<(bool IsSigned, string Id)> EndAsync(IPersonalDataErasure erasure, ErasurePlan plan)
    {
        try
        {
            return (true, (await erasure.EraseAsync(plan)).Id);
        }
        catch (StaleErasurePlanException exception)
        {
            return (false, exception.CertificateId!);
        }
    }
}
