using System.Diagnostics.Metrics;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

public class BackgroundSweepTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_hosted_service_sweeps_and_hands_certificates_over(TestDatabase database)
    {
        var kept = new TaskCompletionSource<ErasureCertificate>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var company = await StartAsync(database, (_, certificate, _) =>
        {
            kept.TrySetResult(certificate);
            return Task.CompletedTask;
        });
        await company.AddAsync(new Subscriber { Name = "Ada", Email = "ada@example.org", ContractEndedOn = new DateOnly(2025, 3, 31) });
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(company)).Status);
        using var overdue = new MeterListener();
        var measured = new List<long>();
        overdue.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "gdpr.sweep.people", Meter.Name: "Gdpr.Toolkit" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        overdue.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            Assert.Equal(0, tags.Length);
            lock (measured)
            {
                measured.Add(value);
            }
        });
        overdue.Start();

        await HostedAsync(company, service => service.StartAsync(default));
        var certificate = await kept.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await WaitUntilHealthyAsync(company);
        await HostedAsync(company, service => service.StopAsync(default));

        Assert.True(certificate.IsComplete);
        var health = await CheckAsync(company);
        Assert.Equal((HealthStatus.Healthy, "0 overdue"), (health.Status, health.Description));
        Assert.Contains(1, measured);
        company.Clock.UtcNow += TimeSpan.FromHours(25);
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(company)).Status);
    }

    [Fact]
    public async Task A_sweep_that_fails_leaves_the_host_running_and_makes_it_unhealthy()
    {
        await using var company = await StartAsync(TestDatabase.Sqlite, (_, _, _) => throw new IOException("no room"));
        await company.AddAsync(new Subscriber { Name = "Ada", ContractEndedOn = new DateOnly(2025, 3, 31) });

        await HostedAsync(company, service => service.StartAsync(default));
        var state = company.Services.GetRequiredService<SweepState>();
        await WaitAsync(() => state.Last.HasFailed);

        Assert.Equal("The last retention sweep failed: see the log.", (await CheckAsync(company)).Description);
        await HostedAsync(company, service => service.StopAsync(default));
    }

    [Fact]
    public async Task Options_that_make_no_sense_are_refused_and_a_disabled_sweep_does_nothing()
    {
        await using var broken = await StartAsync(TestDatabase.Sqlite, (_, _, _) => Task.CompletedTask, options => options.Interval = TimeSpan.Zero);
        await using var disabled = await StartAsync(TestDatabase.Sqlite, (_, _, _) => Task.CompletedTask, options => options.IsEnabled = false);
        await disabled.AddAsync(new Subscriber { Email = "ada@example.org", ContractEndedOn = new DateOnly(2025, 3, 31) });

        Assert.Throws<OptionsValidationException>(
            () => broken.Services.GetRequiredService<IOptionsMonitor<BackgroundSweepOptions>>().Get(typeof(CompanyContext).FullName));
        await HostedAsync(disabled, service => service.StartAsync(default));
        await HostedAsync(disabled, service => service.StopAsync(default));

        Assert.Equal("ada@example.org", await disabled.RawAsync("""SELECT "Email" FROM "Subscribers" """));
    }

    [Fact]
    public async Task A_required_value_that_falls_due_and_cannot_be_emptied_stops_the_start()
    {
        await using var host = await TestHost<MeterContext>.StartAsync(TestDatabase.Sqlite, options => options.ConfigureToolkit = gdpr => gdpr
            .Purpose("metering", purpose => purpose.On(LegalBasis.Contract).RetainFor("P1Y", from: RetentionAnchor.Created))
            .SweepInBackground<MeterContext>());

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => HostedAsync(host, service => service.StartAsync(default)));

        Assert.Contains("'Reading.Kilowatts'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("OnExpiry(ExpiryAction.Delete)", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_whose_purposes_say_so_are_deleted_with_their_last_value(TestDatabase database)
    {
        await using var host = await TestHost<MeterContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr => gdpr
            .Purpose("metering", purpose => purpose.On(LegalBasis.Contract).RetainFor("P1Y", from: RetentionAnchor.Created).OnExpiry(ExpiryAction.Delete)));
        await using var scope = host.NewScope();
        scope.Context.Add(new Household { Readings = { Read(2024), Read(2024), Read(2026) } });
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();

        var report = await scope.Sweep.RunAsync(new SweepOptions { BatchSize = 1 });

        Assert.Equal([new SweepCount("Reading", "*", ExpiryAction.Delete, 2)], report.Taken);
        Assert.Equal((0, 0), (report.Overdue, report.PeopleErased));
        Assert.Equal(new DateOnly(2026, 1, 1), (await scope.Context.Set<Reading>().SingleAsync()).On);

        static Reading Read(int year) => new() { Kilowatts = 7, On = new DateOnly(year, 1, 1) };
    }

    private static Task<TestHost<CompanyContext>> StartAsync(
        TestDatabase database, Func<IServiceProvider, ErasureCertificate, CancellationToken, Task> keep, Action<BackgroundSweepOptions>? configure = null)
        => TestHost<CompanyContext>.StartAsync(database, options =>
        {
            options.Clock.UtcNow = Company.Noon(new DateOnly(2026, 4, 1));
            options.ConfigureToolkit = gdpr =>
            {
                CompanyPurposes.Register(gdpr);
                gdpr.KeepErasureCertificates(keep);
                gdpr.SweepInBackground<CompanyContext>(sweep =>
                {
                    sweep.StartDelay = TimeSpan.Zero;
                    configure?.Invoke(sweep);
                });
                gdpr.Services.AddLogging();
                gdpr.Services.AddHealthChecks().AddGdprRetention();
            };
        });

    private static async Task HostedAsync<TContext>(TestHost<TContext> host, Func<IHostedService, Task> act)
        where TContext : DbContext
    {
        foreach (var service in host.Services.GetServices<IHostedService>().Where(service => service is BackgroundSweep<TContext>))
        {
            await act(service);
        }
    }

    private static async Task<HealthReportEntry> CheckAsync(TestHost<CompanyContext> company)
        => (await company.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["gdpr-retention"];

    private static Task WaitUntilHealthyAsync(TestHost<CompanyContext> company)
        => WaitAsync(() => company.Services.GetRequiredService<SweepState>().Last.Report is not null);

    private static async Task WaitAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(20, timeout.Token);
        }
    }

    public sealed class MeterContext(DbContextOptions<MeterContext> options) : DbContext(options)
    {
        public DbSet<Household> Households => Set<Household>();
    }

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "a number")]
    public sealed class Household
    {
        public int Id { get; set; }

        public List<Reading> Readings { get; } = [];
    }

    public sealed class Reading
    {
        public int Id { get; set; }

        public int HouseholdId { get; set; }

        public Household? Household { get; set; }

        [PersonalData(PersonalDataCategory.ServiceUsage, "metering")]
        public int Kilowatts { get; set; }

        [NotPersonalData("a day")]
        [AnchorsRetention(RetentionAnchor.Created)]
        public DateOnly On { get; set; }
    }
}
