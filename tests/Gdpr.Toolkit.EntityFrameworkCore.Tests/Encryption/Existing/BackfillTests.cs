using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Existing;

public class BackfillTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Everything_in_plaintext_is_sealed_found_and_gone(TestDatabase database)
    {
        await using var host = await PatronHost.StartAsync(database, patrons: 600);
        await Assert.ThrowsAsync<InvalidOperationException>(host.RequireCompleteAsync);
        var seen = new Reports();

        var reached = await host.BackfillAsync(seen);

        Assert.Equal(new PlaintextMigrationProgress { Moved = 1200 }, reached);
        Assert.Equal([500, 600, 1100, 1200], seen.Select(report => report.Moved));
        Assert.Equal(0, await host.CountAsync("""("Email" IS NOT NULL OR "BirthDate" IS NOT NULL) OR "SealedEmail" IS NULL OR "SealedBirthDate" IS NULL"""));
        await host.RequireCompleteAsync();
        await using var scope = host.NewScope();
        var seventh = await scope.Context.Patrons.SingleAsync(patron => patron.Email == "patron.7@PLAINTEXT.test");
        Assert.Equal((7, new DateOnly(1990, 1, 8), PatronHost.Address(7)), (seventh.Id, seventh.BirthDate, seventh.CurrentEmail));
        Assert.Equal(540, await scope.Context.Patrons.CountAsync());
        var residue = await scope.Erasure.CompactAsync();
        Assert.Equal(database == TestDatabase.Sqlite ? PhysicalResidue.None : PhysicalResidue.LogicallyErased, residue);
        Assert.True(residue != PhysicalResidue.None || !await host.FilesContainAsync("@plaintext.test"));
        Assert.Equal(new PlaintextMigrationProgress(), await host.BackfillAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_people_change_meanwhile_wins(TestDatabase database)
    {
        await using var host = await PatronHost.StartAsync(database, patrons: 3);
        await using (var scope = host.NewScope())
        {
            (await scope.Context.Patrons.SingleAsync(patron => patron.Id == 1)).Email = "changed@patrons.test";
            scope.Context.Update(await scope.Context.Patrons.AsNoTracking().SingleAsync(patron => patron.Id == 2));
            await scope.Context.SaveChangesAsync();
        }

        Assert.Equal(1, await host.CountAsync(""" "Id" = 1 AND "Email" IS NULL AND "SealedEmail" IS NOT NULL"""));
        Assert.Equal(1, await host.CountAsync(""" "Id" = 2 AND "Email" IS NOT NULL AND "SealedEmail" IS NULL"""));
        await host.BackfillAsync();

        // A process of the previous release still writes where it always has.
        await host.ExecuteRawAsync("""UPDATE "Patrons" SET "Email" = 'newer@patrons.test' WHERE "Id" = 3""");
        await using (var scope = host.NewScope())
        {
            Assert.Equal("newer@patrons.test", (await scope.Context.Patrons.SingleAsync(patron => patron.Id == 3)).CurrentEmail);
        }

        Assert.Equal(1, (await host.BackfillAsync()).Moved);
        await using var later = host.NewScope();
        Assert.Equal(
            ["changed@patrons.test", PatronHost.Address(2), "newer@patrons.test"],
            await later.Context.Patrons.OrderBy(patron => patron.Id).Select(patron => patron.Email).ToListAsync());
    }

    [Theory]
    [OnPostgres]
    public async Task A_row_that_changes_while_it_is_moved_is_read_again(TestDatabase database)
    {
        var editor = new Editor();
        await using var host = await PatronHost.StartAsync(database, patrons: 2, options => options.ConfigureContext = context => context.AddInterceptors(editor));
        editor.Edit = () => host.ExecuteRawAsync("""UPDATE "Patrons" SET "Email" = 'meanwhile@patrons.test' WHERE "Id" = 2""");

        Assert.Equal(4, (await host.BackfillAsync()).Moved);

        await using var scope = host.NewScope();
        Assert.Equal([PatronHost.Address(1), "meanwhile@patrons.test"], await scope.Context.Patrons.OrderBy(patron => patron.Id).Select(patron => patron.Email).ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_that_can_never_be_written_end_it_instead_of_being_tried_for_ever(TestDatabase database)
    {
        await using var host = await PatronHost.StartAsync(database, patrons: 1, options => options.ConfigureContext = context => context.AddInterceptors(new AlwaysLater()));

        await Assert.ThrowsAnyAsync<DbUpdateConcurrencyException>(() => host.BackfillAsync().WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.Equal(1, await host.CountAsync($""" "Email" = '{PatronHost.Address(1)}'"""));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_nobody_can_encrypt_any_more_is_refused_and_holds_up_nobody_else(TestDatabase database)
    {
        await using var host = await PatronHost.StartAsync(database, patrons: 4);
        await using (var scope = host.NewScope())
        {
            await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Patron>(2)));
        }

        await host.ExecuteRawAsync("""UPDATE "Patrons" SET "Email" = 'past@patrons.test' WHERE "Id" = 2""");

        Assert.Equal(new PlaintextMigrationProgress { Moved = 6, Refused = 1 }, await host.BackfillAsync());
        var left = await Assert.ThrowsAsync<InvalidOperationException>(host.RequireCompleteAsync);
        Assert.Contains("Patron.PlainEmail", left.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PlainBirthDate", left.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_damaged_envelope_is_not_taken_for_plaintext(TestDatabase database)
    {
        await using var host = await PatronHost.StartAsync(database, patrons: 1);
        await host.BackfillAsync();
        var bytes = database == TestDatabase.Sqlite ? "x'F901'" : "'\\xF901'";
        await host.ExecuteRawAsync($"""UPDATE "Patrons" SET "SealedEmail" = {bytes}, "Email" = 'newer@patrons.test'""");

        await Assert.ThrowsAnyAsync<PersonalDataProtectionException>(() => host.BackfillAsync());

        Assert.Equal(1, await host.CountAsync(""" "Email" = 'newer@patrons.test'"""));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_process_that_is_killed_leaves_every_value_in_one_place(TestDatabase database)
    {
        int[] committed = [0, 500, 600, 600, 1100];
        foreach (var step in new[] { 1, 2, 3, 4, 7, 8 })
        {
            await using var host = await PatronHost.StartAsync(database, patrons: 600);
            using (var child = ChildProcess.Start(ChildTarget.For(BackfillScenario.Name, host, step)))
            {
                Assert.Equal(137, await child.WaitAsync());
            }

            Assert.Equal(600, await host.CountAsync("""("Email" IS NULL) <> ("SealedEmail" IS NULL) AND ("BirthDate" IS NULL) <> ("SealedBirthDate" IS NULL)"""));
            Assert.Equal(1200 - committed[step / 2], (await host.BackfillAsync()).Moved);
            await using var scope = host.NewScope();
            Assert.Equal(
                Enumerable.Range(1, 600).Select(PatronHost.Address),
                await scope.Context.Patrons.IgnoreQueryFilters().OrderBy(patron => patron.Id).Select(patron => patron.Email).ToListAsync());
        }
    }

    private sealed class Reports : List<PlaintextMigrationProgress>, IProgress<PlaintextMigrationProgress>
    {
        public void Report(PlaintextMigrationProgress value) => Add(value);
    }

    private sealed class Editor : SaveChangesInterceptor
    {
        public Func<Task>? Edit { get; set; }

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            var edit = Edit;
            Edit = null;
            await (edit?.Invoke() ?? Task.CompletedTask);
            return result;
        }
    }

    private sealed class AlwaysLater : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            => throw new DbUpdateConcurrencyException("Somebody was faster.");
    }
}
