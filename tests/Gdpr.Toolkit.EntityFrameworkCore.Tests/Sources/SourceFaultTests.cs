using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Sources;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Sources;

/// <summary>What fails outside the database never counts as done, and is done by the next erasure.</summary>
public sealed class SourceFaultTests : IDisposable
{
    private readonly FolderStore _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_source_that_cannot_be_searched_stops_the_plan_and_is_named()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        _files.Finding = () => throw new IOException("The share is not mounted.");

        var error = await Assert.ThrowsAsync<PersonalDataSourceException>(() => scope.Erasure.PlanAsync(ada));

        Assert.Equal("customer-files", error.SourceName);
        Assert.Contains("'customer-files'", error.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(error.InnerException);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_source_that_cannot_be_searched_any_more_stops_the_erasure_before_anything_is_erased(TestDatabase database)
    {
        await using var shop = await _files.StartShopAsync(database);
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        var plan = await scope.Erasure.PlanAsync(ada);
        _files.Finding = () => throw new IOException("The share is not mounted.");

        await Assert.ThrowsAsync<PersonalDataSourceException>(() => scope.Erasure.EraseAsync(plan));

        _files.Finding = null;
        Assert.Equal("Ada Lovelace", (await scope.Context.Customers.AsNoTracking().SingleAsync()).Name);
        Assert.True((await scope.Erasure.EraseAsync(plan)).IsComplete);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_source_that_throws_midway_undoes_nothing_and_the_next_erasure_completes(TestDatabase database)
    {
        await using var shop = await _files.StartShopAsync(database);
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        var files = 0;
        _files.Erasing = () => _ = ++files == 2 ? throw new IOException("The disk is gone.") : 0;

        var first = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));
        var pending = await scope.Erasure.ListPendingAsync();
        _files.Erasing = null;
        var second = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(Assert.Single(pending)));

        Assert.False(first.IsComplete);
        Assert.Equal(
            [(FieldErasureOutcome.Erased, 1), (FieldErasureOutcome.Failed, 0), (FieldErasureOutcome.Failed, 2)],
            Lines(first).Select(line => (line.Outcome, line.Rows)).Order());
        Assert.DoesNotContain(first.Entries, line => line.Outcome == FieldErasureOutcome.Failed && line.Entity != "customer-files");
        Assert.Empty(await scope.Context.Customers.ToListAsync());
        Assert.True(second.IsComplete);
        Assert.Empty(_files.FilesOf((int)ada.Key[0]));
        Assert.Empty(await scope.Erasure.ListPendingAsync());
    }

    [Fact]
    public async Task A_source_that_throws_at_the_end_yields_no_complete_certificate_although_nothing_is_found()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        var files = 0;
        _files.Erasing = () =>
        {
            if (++files == 3)
            {
                _files.Root.GetDirectories().Single().Delete(recursive: true);
            }
        };

        var first = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));

        Assert.False(first.IsComplete);
        Assert.Equal([ada], await scope.Erasure.ListPendingAsync());
    }

    [Fact]
    public async Task A_source_that_only_says_so_is_found_out()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        _files.OnlyPretends = true;

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));

        Assert.False(certificate.IsComplete);
        Assert.Equal(3, Lines(certificate).Where(line => line.Outcome == FieldErasureOutcome.Failed).Sum(line => line.Rows));
        Assert.Equal([ada], await scope.Erasure.ListPendingAsync());
    }

    [Fact]
    public async Task A_source_that_cannot_be_searched_afterwards_counts_as_failed()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        var plan = await scope.Erasure.PlanAsync(ada);
        _files.Erasing = () => _files.OnlyPretends = true;
        var searches = 0;
        _files.Finding = () => _ = ++searches > 3 ? throw new IOException("The share is not mounted.") : 0;

        var certificate = await scope.Erasure.EraseAsync(plan);

        Assert.Equal([(FieldErasureOutcome.Failed, 1), (FieldErasureOutcome.Failed, 2)], Lines(certificate).Select(line => (line.Outcome, line.Rows)).Order());
        Assert.False(certificate.IsComplete);
    }

    [Fact]
    public async Task Items_that_a_source_was_to_retain_and_that_are_gone_count_as_failed()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        _files.Retentions["face.png"] = new ItemRetention(RetentionException.LegalClaims, "Preskriptionslagen 1981:130 § 2", Until: null);
        _files.Erasing = () => File.Delete(Path.Combine(_files.Root.GetDirectories().Single().FullName, "face.png"));

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));

        Assert.False(certificate.IsComplete);
        Assert.Equal(1, Assert.Single(Lines(certificate), line => line.Outcome == FieldErasureOutcome.Failed).Rows);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_caller_who_cancels_after_the_commit_does_not_stop_the_sources(TestDatabase database)
    {
        await using var shop = await _files.StartShopAsync(database);
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        using var cancellation = new CancellationTokenSource();
        _files.Erasing = cancellation.Cancel;

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada), options: null, cancellation.Token);

        Assert.True(certificate.IsComplete);
        Assert.Empty(_files.FilesOf((int)ada.Key[0]));
        Assert.Empty(await scope.Erasure.ListPendingAsync());
    }

    [Fact]
    public async Task A_caller_who_cancels_while_sources_are_searched_stops_everything()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        var plan = await scope.Erasure.PlanAsync(ada);
        using var cancellation = new CancellationTokenSource();
        _files.Finding = cancellation.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scope.Erasure.EraseAsync(plan, options: null, cancellation.Token));

        Assert.Equal(1, await scope.Context.Customers.CountAsync());
        Assert.Equal(3, _files.FilesOf((int)ada.Key[0]).Length);
    }

    [Fact]
    public async Task The_time_out_of_a_source_is_a_failure_and_no_cancellation()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        _files.Finding = () => throw new TaskCanceledException("The request was cancelled after 100 seconds.");

        await Assert.ThrowsAsync<PersonalDataSourceException>(() => scope.Erasure.PlanAsync(ada));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_process_that_ends_between_the_commit_and_the_source_leaves_the_person_pending_for_the_next(TestDatabase database)
    {
        await using var shop = await _files.StartShopAsync(database);
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        var plan = await scope.Erasure.PlanAsync(ada);
        _files.Erasing = () => throw new IOException("The process ends.");
        await scope.Erasure.EraseAsync(plan);
        // As the commit left it: no certificate was made.
        await shop.ExecuteRawAsync("UPDATE \"Customers\" SET \"ErasureCertificateId\" = NULL");
        _files.Erasing = null;

        await using var next = shop.StartAnother(options =>
        {
            options.ConfigureToolkit = ShopPurposes.Register;
            _files.Configure(options);
        });
        await using var other = next.NewScope();
        var pending = await other.Erasure.ListPendingAsync();
        Assert.NotEmpty(_files.FilesOf((int)ada.Key[0]));
        var certificate = await other.Erasure.EraseAsync(await other.Erasure.PlanAsync(Assert.Single(pending)));

        Assert.Equal([ada], pending);
        Assert.True(certificate.IsComplete);
        Assert.Null(certificate.Amends);
        Assert.Empty(_files.FilesOf((int)ada.Key[0]));
        Assert.Empty(await other.Erasure.ListPendingAsync());
    }

    private static IEnumerable<ErasureEntry> Lines(ErasureCertificate certificate) => certificate.Entries.Where(entry => entry.Entity == "customer-files");

    private async Task<DataSubject> AddAdaAsync(TestHost<ShopContext> shop)
    {
        await using var scope = shop.NewScope();
        var ada = ShopHost.Ada();
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();
        _files.Put(ada.Id, "face.png", "Ada's face");
        _files.Put(ada.Id, "house.png", "Ada's house");
        _files.Put(ada.Id, "note.txt", "Ada likes engines");
        return DataSubject.Of<Customer>(ada.Id);
    }
}
