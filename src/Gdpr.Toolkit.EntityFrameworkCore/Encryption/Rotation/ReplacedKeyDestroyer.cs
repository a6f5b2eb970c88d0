using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Destroys replaced keys of people that no stored value carries.</summary>
/// <remarks>Nothing new is sealed under a key that was replaced longer ago than the longest transaction, so that one look at every value is enough.</remarks>
internal sealed class ReplacedKeyDestroyer(IReadOnlyList<DbContext> contexts, GdprRuntime runtime)
{
    private readonly DbContext _context = contexts[0];
    private readonly int _batchSize = runtime.Options.KeyRotation.BatchSize;
    private readonly TimeSpan _wait = runtime.Options.KeyRotation.MaximumTransactionAge + runtime.KeyStore.LongestUse(runtime.Options.KeyCache.LeaseDuration);

    public async Task<ReplacedKeyDestruction> RunAsync(CancellationToken cancellationToken)
    {
        var places = contexts.Select(context => (Context: context, Columns: SealedColumn.RequireAll(context.Model), Documents: SealedDocument.Of(context.Model))).ToList();
        var (unused, waiting) = await FindReplacedAsync(cancellationToken).ConfigureAwait(false);
        var replaced = unused.Count;
        if (replaced > 0)
        {
            foreach (var (context, columns, documents) in places)
            {
                await LeaveUsedAsync(unused, context, columns, documents, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var kids in unused.Chunk(_batchSize))
        {
            await _context.Database.CreateExecutionStrategy().ExecuteAsync(kids, NoteAsync, cancellationToken).ConfigureAwait(false);
        }

        // From here on it is carried through: what is noted is destroyed, by whomever.
        await new KeyDestruction(_context, runtime).CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        return new ReplacedKeyDestruction { Destroyed = unused.Count, InUse = replaced - unused.Count, Waiting = waiting };
    }

    private async Task<(HashSet<KeyId> Settled, long Waiting)> FindReplacedAsync(CancellationToken cancellationToken)
    {
        var settled = new HashSet<KeyId>();
        var waiting = 0L;
        var end = (runtime.Time.GetUtcNow() - _wait).ToUnixTimeMilliseconds();
        using var store = runtime.KeyStore.Open(_context);
        for (var position = 0L; ;)
        {
            var page = await store.PageAsync(position, _batchSize, async: true, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                return (settled, waiting);
            }

            position = page[^1].Position;
            var replaced = page.Where(row => row.State == KeyState.DecryptOnly).ToLookup(row => row.NotAfter <= end);
            settled.UnionWith(replaced[true].Select(row => KeyId.From(row.Kid)));
            waiting += replaced[false].Count();
        }
    }

    private async Task LeaveUsedAsync(
        HashSet<KeyId> kids, DbContext context, IReadOnlyList<SealedColumn> columns, IReadOnlyList<SealedDocument> documents, CancellationToken cancellationToken)
    {
        var connection = await OpenConnection.HoldAsync(context, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            foreach (var column in columns)
            {
                var values = new StoredValues<byte[]>(context, column.Table, column.Name, _batchSize);
                await LeaveUsedAsync(kids, values, value => FieldCipher.TryReadKeyId(value) is { } kid ? [kid] : [], cancellationToken).ConfigureAwait(false);
            }

            foreach (var document in documents)
            {
                var values = new StoredValues<string>(context, document.Table, document.Name, _batchSize);
                await LeaveUsedAsync(kids, values, document.KeyIds, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task LeaveUsedAsync<T>(
        HashSet<KeyId> kids, StoredValues<T> values, Func<T, IEnumerable<KeyId>> keysOf, CancellationToken cancellationToken)
        where T : notnull
    {
        var page = await values.ReadAsync(null, cancellationToken).ConfigureAwait(false);
        while (page.Count > 0)
        {
            kids.ExceptWith(page.SelectMany(row => keysOf(row.Value)));
            page = await values.ReadAsync(page[^1].Key, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task NoteAsync(KeyId[] kids, CancellationToken cancellationToken)
    {
        var transaction = await _context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            using var writer = new SubjectKeyWriter(_context, runtime);
            var realm = await writer.FindRealmAsync(async: true, cancellationToken).ConfigureAwait(false) ?? throw KeyStoreErrors.RealmGone();
            var rows = await writer.FindAsync(kids, async: true, cancellationToken).ConfigureAwait(false);
            // An erasure may have been first.
            var replaced = rows.Where(row => row.State == KeyState.DecryptOnly).ToList();
            await new KeyDestruction(_context, runtime).NoteAsync(realm, replaced, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
