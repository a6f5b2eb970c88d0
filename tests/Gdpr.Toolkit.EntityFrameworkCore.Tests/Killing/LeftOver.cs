using System.Data.Common;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>What has to be true of ledger, keys and people's rows whenever a process was killed, read below EF Core.</summary>
internal static class LeftOver
{
    /// <summary>
    /// Whoever is noted as erased has a certificate in the ledger, which the application has kept; whoever has a certificate has no keys; whoever has no keys is
    /// erased or waits for it.
    /// </summary>
    public static async Task AssertAsync<TContext>(TestHost<TContext> host, Trial trial, string people, int? erasedBefore = null)
        where TContext : DbContext
    {
        var completed = (await LedgerFolder.ReadAsync(LedgerFolder.Open(trial.Ledger)))
            .Where(entry => entry.Record.Kind == ErasureLedgerEntryKind.Completed)
            .ToList();
        var erased = await ErasedAsync(host, people);
        Assert.All(erased, row => Assert.Contains(completed, entry => entry.Record.Certificate?.Id == row.Certificate));
        var kept = File.Exists(trial.Certificates) ? await File.ReadAllLinesAsync(trial.Certificates) : [];
        Assert.All(erased.Where(row => row.Id != erasedBefore), row => Assert.Contains(row.Certificate, kept));
        var destroyed = string.Join(", ", completed.SelectMany(entry => entry.Record.Keys).Distinct().Select(kid => Literal(host.Database, kid)));
        Assert.Equal(0, destroyed.Length == 0 ? 0 : await LedgerNotes.CountAsync(
            host.RawKeyAsync, $"""SELECT COUNT(*) FROM "GdprKeys" WHERE "Wrapped" IS NOT NULL AND "Kid" IN ({destroyed})"""));
        var withoutKey = await LedgerNotes.CountAsync(
            host.RawKeyAsync, """SELECT COUNT(*) FROM "GdprKeys" WHERE "Wrapped" IS NULL AND "Group" = '' AND "Version" = 1""");
        var ending = await LedgerNotes.CountAsync(host.RawAsync, $"""SELECT COUNT(*) FROM "{people}" WHERE "ErasureRequestedAt" IS NOT NULL""");
        Assert.True(withoutKey <= ending, $"{withoutKey} people have no key, and {ending} are erased or wait for it.");
    }

    /// <summary>Reads who is noted as erased, and by which certificate.</summary>
    public static async Task<IReadOnlyList<(int Id, string Certificate)>> ErasedAsync<TContext>(TestHost<TContext> host, string people)
        where TContext : DbContext
    {
        await using var scope = host.NewScope();
        var connection = scope.Context.Database.GetDbConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of the test's own.
        command.CommandText = $"""SELECT "Id", "ErasureCertificateId" FROM "{people}" WHERE "ErasedAt" IS NOT NULL""";
#pragma warning restore CA2100
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        var erased = new List<(int, string)>();
        while (await reader.ReadAsync())
        {
            erased.Add((reader.GetInt32(0), reader.GetGuid(1).ToString("D")));
        }

        return erased;
    }

    private static string Literal(TestDatabase database, string hex) => database == TestDatabase.Sqlite ? $"X'{hex}'" : $"'\\x{hex}'::bytea";
}
