using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Replaces the keys of people by a next version, batch by batch. Their values follow: <see cref="ValueResealer"/>.</summary>
internal sealed class SubjectKeyRotator(DbContext context, GdprRuntime runtime)
{
    private readonly int _batchSize = runtime.Options.KeyRotation.BatchSize;

    /// <returns>How many keys were replaced.</returns>
    public async Task<long> ReplaceAsync(DateTimeOffset madeBefore, CancellationToken cancellationToken)
    {
        var before = madeBefore.ToUnixTimeMilliseconds();
        var replaced = 0L;
        for (var position = 0L; ;)
        {
            var page = await ReadAsync(position, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                return replaced;
            }

            position = page[^1].Position;
            var old = page.Where(row => row.State == KeyState.Active && row.CreatedAt < before).Select(row => KeyId.From(row.Kid)).ToList();
            if (old.Count > 0 && !await ReplaceAsync(old, cancellationToken).ConfigureAwait(false))
            {
                // Somebody has changed one of them: the others go alone, that one with the next call.
                foreach (var kid in old)
                {
                    replaced += await ReplaceAsync([kid], cancellationToken).ConfigureAwait(false) ? 1 : 0;
                }
            }
            else
            {
                replaced += old.Count;
            }
        }
    }

    private async Task<IReadOnlyList<KeyRow>> ReadAsync(long position, CancellationToken cancellationToken)
    {
        using var store = runtime.KeyStore.Open(context);
        return await store.PageAsync(position, _batchSize, async: true, cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> ReplaceAsync(IReadOnlyCollection<KeyId> kids, CancellationToken cancellationToken)
        => context.Database.CreateExecutionStrategy().ExecuteAsync(
            kids, (batch, cancel) => ReplaceOnceAsync(batch, cancel), cancellationToken);

    // An erasure that is under way knows nothing of a version that is made behind its back: it is waited for, or skipped where it is noted.
    private async Task<bool> ReplaceOnceAsync(IReadOnlyCollection<KeyId> kids, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            using var writer = new SubjectKeyWriter(context, runtime);
            using var store = runtime.KeyStore.Open(context);
            var realm = await writer.FindRealmAsync(async: true, cancellationToken).ConfigureAwait(false) ?? throw KeyStoreErrors.RealmGone();
            var rows = await store.FindAsync(kids, async: true, cancellationToken).ConfigureAwait(false);
            var current = await writer.FindToSealAsync(
                [.. rows.Select(row => row.SubjectRef!).Distinct(ByteContent.Instance)], async: true, cancellationToken).ConfigureAwait(false);
            var noted = await NotedDestructions.ListAsync(context, cancellationToken).ConfigureAwait(false);
            var wanted = kids.Except(noted).ToHashSet();
            // In the order of those that they replace, so that neighbours stay neighbours.
            var next = current
                .Where(row => row.State == KeyState.Active && wanted.Contains(KeyId.From(row.Kid)))
                .OrderBy(row => row.Position)
                .Select(realm.Replace)
                .ToList();
            var changes = new KeyStoreChanges { NewKeys = [.. next.Select(key => key.Next)], Keys = [.. next.Select(key => key.Replaced)] };
            if (next.Count < kids.Count || !await store.TryApplyAsync(changes, async: true, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }
}
