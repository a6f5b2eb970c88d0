using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>Who waits for an erasure, or an erasure that waits, longer than commands may take.</summary>
public class SubjectLockTests
{
    private const string TakeAll = "SELECT pg_advisory_lock(1195659346, bucket) FROM generate_series(0, 63) AS bucket";

    [Theory]
    [OnPostgres]
    public async Task An_erasure_says_that_a_long_transaction_is_in_its_way(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var writing = host.NewScope();
        await using var transaction = await writing.Context.Database.BeginTransactionAsync();
        writing.Context.Add(new Note { PersonId = 1, Text = "not committed" });
        await writing.Context.SaveChangesAsync();
        await using var scope = host.NewScope();
        scope.Context.Database.SetCommandTimeout(1);
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Person>(1));

        var refused = await Assert.ThrowsAsync<StaleErasurePlanException>(() => scope.Erasure.EraseAsync(plan));
        await transaction.RollbackAsync();
        var certificate = await scope.Erasure.EraseAsync(plan);

        Assert.Contains("Nothing of the 'Person' was erased", refused.Message, StringComparison.Ordinal);
        Assert.Contains("CommandTimeout", refused.Message, StringComparison.Ordinal);
        Assert.True(certificate.IsComplete);
    }

    [Theory]
    [OnPostgres]
    public async Task A_save_says_that_a_long_erasure_is_in_its_way(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var erasing = new NpgsqlConnection(host.ConnectionString);
        await erasing.OpenAsync();
        await using var take = new NpgsqlCommand(TakeAll, erasing);
        await take.ExecuteNonQueryAsync();
        await using var scope = host.NewScope();
        scope.Context.Database.SetCommandTimeout(1);
        scope.Context.Add(new Note { PersonId = 1, Text = "too early" });

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());
        await erasing.CloseAsync();
        NpgsqlConnection.ClearPool(erasing);
        await scope.Context.SaveChangesAsync();

        Assert.Contains("Nothing was saved by 'NotesContext'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2L, await host.RawAsync("""SELECT COUNT(*) FROM "Notes" """));
    }

    private static async Task<TestHost<NotesContext>> StartAsync(TestDatabase database)
    {
        var host = await TestHost<NotesContext>.StartAsync(database);
        await using var scope = host.NewScope();
        scope.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "a note" } } });
        await scope.Context.SaveChangesAsync();
        return host;
    }
}
