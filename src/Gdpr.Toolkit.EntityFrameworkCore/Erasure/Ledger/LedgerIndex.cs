using System.Diagnostics.CodeAnalysis;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What this process has read of the ledger, by erasure and by key. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Who waits at a disposed semaphore waits for ever.")]
internal sealed class LedgerIndex(IErasureLedger ledger)
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Lock _keys = new();
    private readonly HashSet<KeyId> _destroyed = [];
    private LedgerContents _contents = new();

    /// <summary>Whether the ledger lists a key as destroyed, as far as it was read.</summary>
    public bool IsDestroyed(KeyId kid)
    {
        lock (_keys)
        {
            return _destroyed.Contains(kid);
        }
    }

    /// <summary>Reads what was added.</summary>
    /// <exception cref="ErasureLedgerException">The ledger was cut, or an entry changed.</exception>
    public async ValueTask<ErasureLedgerHead> RefreshAsync(bool async, CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(async, cancellationToken).ConfigureAwait(false);
        return async
            ? await ReadAsync(_contents, cancellationToken).ConfigureAwait(false)
            : Blocking.Wait(() => ReadAsync(_contents, cancellationToken));
    }

    /// <summary>Reads and checks the whole ledger anew.</summary>
    /// <exception cref="ErasureLedgerException">An entry was changed.</exception>
    public async ValueTask<ErasureLedgerHead> ReloadAsync(CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(async: true, cancellationToken).ConfigureAwait(false);
        var contents = new LedgerContents();
        var head = await ReadAsync(contents, cancellationToken).ConfigureAwait(false);
        _contents = contents;
        return head;
    }

    /// <summary>Looks at what was read while nobody adds to it.</summary>
    public async ValueTask<T> LookAsync<T>(Func<LedgerContents, T> look, bool async, CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(async, cancellationToken).ConfigureAwait(false);
        return look(_contents);
    }

    private async ValueTask<ErasureLedgerHead> ReadAsync(LedgerContents contents, CancellationToken cancellationToken)
    {
        await foreach (var entry in ledger.ReadAsync(contents.Head, cancellationToken).ConfigureAwait(false))
        {
            if (!entry.Follows(contents.Head))
            {
                throw LedgerErrors.Changed(ledger.GetType().Name, contents.Head.Position + 1);
            }

            Add(contents, entry);
        }

        return contents.Head;
    }

    private void Add(LedgerContents contents, ErasureLedgerEntry entry)
    {
        try
        {
            if (contents.Add(entry) is { } completed)
            {
                lock (_keys)
                {
                    _destroyed.UnionWith(completed.Keys);
                }
            }
        }
        catch (FormatException exception)
        {
            throw LedgerErrors.Changed(ledger.GetType().Name, entry.Position, exception);
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
