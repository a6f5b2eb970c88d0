using System.Collections.Concurrent;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What this process has read of the ledger, by erasure and by key. Thread-safe.</summary>
internal sealed class LedgerIndex(IErasureLedger ledger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly ConcurrentDictionary<KeyId, byte> _destroyed = new();
    private readonly SortedDictionary<long, LedgerErasure> _erasures = [];
    private readonly List<string> _hashes = [];
    private ErasureLedgerHead _head = ErasureLedgerHead.Empty;

    /// <summary>Whether the ledger lists a key as destroyed, as far as it was read.</summary>
    public bool IsDestroyed(KeyId kid) => _destroyed.ContainsKey(kid);

    /// <summary>Reads what was added.</summary>
    /// <exception cref="ErasureLedgerException">The ledger was cut, or an entry changed.</exception>
    public async ValueTask<ErasureLedgerHead> RefreshAsync(bool async, CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(async, cancellationToken).ConfigureAwait(false);
        var entries = async
            ? await ReadAsync(_head, cancellationToken).ConfigureAwait(false)
            : Blocking.Wait(() => ReadAsync(_head, cancellationToken));
        Add(entries);
        return _head;
    }

    /// <summary>Reads and checks the whole ledger anew.</summary>
    /// <exception cref="ErasureLedgerException">An entry was changed.</exception>
    public async ValueTask<ErasureLedgerHead> ReloadAsync(CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(async: true, cancellationToken).ConfigureAwait(false);
        var entries = await ReadAsync(ErasureLedgerHead.Empty, cancellationToken).ConfigureAwait(false);
        _erasures.Clear();
        _hashes.Clear();
        _head = ErasureLedgerHead.Empty;
        Add(entries);
        return _head;
    }

    /// <summary>Looks at what was read while nobody adds to it.</summary>
    public async ValueTask<T> LookAsync<T>(
        Func<IReadOnlyDictionary<long, LedgerErasure>, IReadOnlyList<string>, T> look, bool async, CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(async, cancellationToken).ConfigureAwait(false);
        return look(_erasures, _hashes);
    }

    public void Dispose() => _gate.Dispose();

    private async ValueTask<List<ErasureLedgerEntry>> ReadAsync(ErasureLedgerHead after, CancellationToken cancellationToken)
    {
        var head = after;
        var entries = new List<ErasureLedgerEntry>();
        await foreach (var entry in ledger.ReadAsync(after, cancellationToken).ConfigureAwait(false))
        {
            if (!entry.Follows(head))
            {
                throw LedgerErrors.Changed(ledger.GetType().Name, head.Position + 1);
            }

            entries.Add(entry);
            head = entry.Head;
        }

        return entries;
    }

    private void Add(IEnumerable<ErasureLedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            Add(entry);
            _hashes.Add(entry.Head.Hash);
            _head = entry.Head;
        }
    }

    private void Add(ErasureLedgerEntry entry)
    {
        switch (entry.Record)
        {
            case { Kind: ErasureLedgerEntryKind.Intent, SubjectKind: not null, SubjectReference: not null }:
                _erasures.Add(entry.Position, new LedgerErasure(entry));
                break;
            case { Kind: ErasureLedgerEntryKind.Completed, Intent: { } intent } when _erasures.TryGetValue(intent, out var erasure):
                erasure.Complete(entry);
                foreach (var key in erasure.Keys)
                {
                    _destroyed.TryAdd(KeyId.From(Convert.FromHexString(key)), 0);
                }

                break;
            case { Kind: ErasureLedgerEntryKind.Withdrawn, Intent: { } intent } when _erasures.TryGetValue(intent, out var erasure):
                erasure.Withdraw();
                break;
        }
    }

    private async ValueTask<Turn> EnterAsync(bool async, CancellationToken cancellationToken)
    {
        if (async)
        {
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _gate.Wait(cancellationToken);
        }

        return new Turn(_gate);
    }

    private readonly struct Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
