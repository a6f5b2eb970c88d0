using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds what a transaction has made by the transaction itself, whichever context works in it. Thread-safe.</summary>
internal sealed class OpenTransactions
{
    private readonly ConditionalWeakTable<DbTransaction, TransactionKeys> _transactions = [];
    private readonly ConcurrentDictionary<string, TransactionKeys> _ambient = new(StringComparer.Ordinal);

    /// <summary>Finds what the transaction of a context has made, by any context.</summary>
    public TransactionKeys? Find(DbContext context)
    {
        if (context.Database.CurrentTransaction is { } transaction)
        {
            return _transactions.TryGetValue(transaction.GetDbTransaction(), out var keys) ? keys : null;
        }

        return KeyTables.AmbientOf(context) is { } ambient ? _ambient.GetValueOrDefault(Id(ambient)) : null;
    }

    /// <summary>Finds it, or makes room for it.</summary>
    public TransactionKeys FindOrAdd(DbContext context)
    {
        if (Find(context) is { } others)
        {
            others.Share();
            return others;
        }

        var keys = new TransactionKeys();
        if (context.Database.CurrentTransaction is { } transaction)
        {
            _transactions.Add(transaction.GetDbTransaction(), keys);
        }
        else if (KeyTables.AmbientOf(context) is { } ambient && _ambient.TryAdd(Id(ambient), keys))
        {
            ambient.TransactionCompleted += (_, _) => _ambient.TryRemove(Id(ambient), out var _);
        }

        return keys;
    }

    private static string Id(Transaction transaction) => transaction.TransactionInformation.LocalIdentifier;
}
