using System.Reflection;
using System.Text.RegularExpressions;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Integrity;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Telemetry;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Telemetry;

public partial class TelemetryTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_whole_life_of_a_person_is_counted_and_traced_without_anything_of_theirs(TestDatabase database)
    {
        using var heard = new Heard();
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await using var other = shop.StartAnotherShop();
        await using (var scope = other.NewScope())
        {
            _ = await scope.Context.Customers.Include(row => row.Invoices).ToListAsync();
            await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.Customers.OrderBy(row => row.Name).ToListAsync());
            await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.Database.ExecuteSqlRawAsync("""DELETE FROM "Customers" """));
            await scope.Export.ExportAsync(DataSubject.Of<Customer>(ada), ExportProfile.Access, Stream.Null);
            Assert.True((await scope.Context.VerifyIntegrityAsync()).IsIntact);
        }

        await using (var scope = other.NewScope())
        {
            var invoice = await scope.Context.Invoices.FirstAsync(row => row.CustomerId == ada);
            await scope.Context.ReassignAsync(invoice, DataSubject.Of<Customer>(bob), "booked on the wrong one");
            await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));
        }

        await MixUpAsync(database);

        // Sweeps and notices to recipients are counted in tests of their own.
        string[] elsewhere = ["gdpr.keys.misses", "gdpr.notices", "gdpr.notices.overdue"];
        Assert.All(heard.Instruments.Keys.Except(elsewhere).Where(name => !name.StartsWith("gdpr.sweep.", StringComparison.Ordinal)), name => Assert.True(heard.CountOf(name) > 0, name));
        Assert.Equal(
            [GdprActivities.Erasure, GdprActivities.Export, GdprActivities.Reassignment, GdprActivities.Verification],
            heard.Activities.Keys.Order(StringComparer.Ordinal));
        Assert.Superset(new HashSet<string> { "gdpr.query=linq", "gdpr.query=sql" }, heard.Words.ToHashSet());
        string[] words =
        [
            "gdpr.outcome=completed", "gdpr.outcome=incomplete", "gdpr.outcome=failed", "gdpr.query=linq", "gdpr.query=sql",
            "gdpr.notice=notified", "gdpr.notice=failed", "gdpr.notice=impossible", "gdpr.notice=disproportionate",
        ];
        Assert.Empty(heard.Words.Except(words));
    }

    [Fact]
    public async Task The_page_lists_every_counter_and_activity()
    {
        using var heard = new Heard();
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite);
        await shop.AddPeopleAsync();
        var page = await PageAsync();

        Assert.Equal(
            heard.Instruments.Keys.Order(StringComparer.Ordinal),
            Counters().Matches(page).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.All(
            typeof(GdprActivities).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
            name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_log_event_has_an_id_of_its_own_and_is_on_the_page_with_its_level()
    {
        var events = new[] { typeof(GdprMeters).Assembly, typeof(GdprRuntime).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .OrderBy(log => log.EventId)
            .ToList();

        Assert.NotEmpty(events);
        Assert.Equal(events.Count, events.DistinctBy(log => log.EventId).Count());
        Assert.Equal(
            events.Select(log => $"{log.EventId} {log.Level}"),
            Events().Matches(await PageAsync()).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}"));
    }

    private static async Task MixUpAsync(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await host.CopyAsync("Letters", "Text");
        await using var scope = host.NewScope();
        await Assert.ThrowsAsync<WrongSubjectException>(() => scope.Context.Letters.ToListAsync());
    }

    private static Task<string> PageAsync() => File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs", "telemetry.md"));

    [GeneratedRegex(@"^\| `(gdpr\.[a-z.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Counters();

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Events();
}
