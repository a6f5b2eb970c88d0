using Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>What the trials of some work begin with, made once and copied for each.</summary>
internal sealed class TrialTemplate : IDisposable
{
    private readonly string _work;
    private readonly TestDatabase _database;
    private readonly Backup _data;
    private readonly Backup? _keys;
    private readonly LedgerFolder _ledger;
    private readonly Stack<IDisposable> _copies = [];

    private TrialTemplate(string work, TestDatabase database, Backup data, Backup? keys, LedgerFolder ledger)
        => (_work, _database, _data, _keys, _ledger) = (work, database, data, keys, ledger);

    /// <summary>Takes data and keys as they are. The ledger becomes the template's.</summary>
    public static async Task<TrialTemplate> TakeAsync(
        string work, TestDatabase database, string connectionString, string? keyConnectionString, LedgerFolder ledger) => new(
            work,
            database,
            await Backup.TakeAsync(database, connectionString),
            keyConnectionString is null ? null : await Backup.TakeAsync(database, keyConnectionString),
            ledger);

    /// <summary>Copies it for a trial.</summary>
    public async Task<Trial> CopyAsync(int number, int lastStep, bool countsCommands)
    {
        var data = Keep(await Backup.TakeAsync(_database, _data.ConnectionString));
        var keys = _keys is null ? null : Keep(await Backup.TakeAsync(_database, _keys.ConnectionString));
        var ledger = Keep(new LedgerFolder());
        if (File.Exists(_ledger.Path))
        {
            File.Copy(_ledger.Path, ledger.Path);
        }

        return new Trial(
            _work, number, _database, data.ConnectionString, keys?.ConnectionString, _data.ConnectionString, ledger.Path, lastStep, countsCommands);
    }

    /// <summary>Deletes the copies.</summary>
    public void Clear()
    {
        while (_copies.TryPop(out var copy))
        {
            copy.Dispose();
        }
    }

    public void Dispose()
    {
        Clear();
        _data.Dispose();
        _keys?.Dispose();
        _ledger.Dispose();
    }

    private T Keep<T>(T copy)
        where T : IDisposable
    {
        _copies.Push(copy);
        return copy;
    }
}
