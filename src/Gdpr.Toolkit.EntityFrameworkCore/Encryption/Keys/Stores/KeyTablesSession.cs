using System.Data.Common;
using System.Linq.Expressions;
using System.Text.Json;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The rows of a key store in the tables of a relational database.</summary>
internal sealed class KeyTablesSession(KeyTablesContext tables) : IKeyStoreSession
{
    private const int Chunk = 1_000;

    public ValueTask<IReadOnlyList<EpochRow>> EpochsAsync(bool async, CancellationToken cancellationToken)
        => ListAsync(tables.Epochs.OrderBy(row => row.Epoch), async, cancellationToken);

    public ValueTask<IReadOnlyList<RootRow>> RootsAsync(bool async, CancellationToken cancellationToken)
        => ListAsync(tables.Roots.OrderBy(row => row.Kind).ThenBy(row => row.Version), async, cancellationToken);

    public ValueTask<IReadOnlyList<KeyRow>> FindAsync(
        IReadOnlyCollection<byte[]> subjectReferences, bool async, CancellationToken cancellationToken)
        => ListInChunksAsync(subjectReferences, nameof(KeyRow.SubjectRef), async, cancellationToken);

    public ValueTask<IReadOnlyList<KeyRow>> FindAsync(
        IReadOnlyCollection<KeyId> kids, bool async, CancellationToken cancellationToken)
        => ListInChunksAsync([.. kids.Select(kid => kid.ToByteArray())], nameof(KeyRow.Kid), async, cancellationToken);

    public async ValueTask<IReadOnlyList<int>> ChangedAsync(
        string group, IReadOnlyList<KnownKey> known, bool async, CancellationToken cancellationToken)
    {
        var comparison = new KeyComparison(tables);
        if (!comparison.IsPossible)
        {
            return [.. Enumerable.Range(0, known.Count)];
        }

        var changed = new List<int>();
        foreach (var chunk in known.Chunk(Chunk).Index())
        {
            var query = comparison.Changed(group, chunk.Item);
            var places = async ? await query.ToListAsync(cancellationToken).ConfigureAwait(false) : [.. query];
            changed.AddRange(places.Select(place => (chunk.Index * Chunk) + (int)place));
        }

        return changed;
    }

    public ValueTask<IReadOnlyList<KeyRow>> AroundAsync(KeyId kid, KeyReach reach, bool async, CancellationToken cancellationToken)
    {
        var bytes = kid.ToByteArray();
        var rows =
            from wanted in tables.Keys
            where wanted.Kid == bytes
            from row in tables.Keys
            where row.Position >= wanted.Position - reach.Before && row.Position <= wanted.Position + reach.After
            orderby row.Position
            select row;
        return ListAsync(rows, async, cancellationToken);
    }

    public ValueTask<IReadOnlyList<KeyRow>> PageAsync(long afterPosition, int count, bool async, CancellationToken cancellationToken)
        => ListAsync(
            tables.Keys.Where(row => row.Position > afterPosition).OrderBy(row => row.Position).Take(count), async, cancellationToken);

    public async ValueTask<IReadOnlyDictionary<int, long>> CountByEpochAsync(bool async, CancellationToken cancellationToken)
    {
        var keys = tables.Keys.GroupBy(row => row.WrapEpoch).Select(rows => new EpochCount(rows.Key, rows.LongCount()));
        var counts = async ? await keys.ToListAsync(cancellationToken).ConfigureAwait(false) : [.. keys];
        var roots = await RootsAsync(async, cancellationToken).ConfigureAwait(false);
        return counts
            .Concat(roots.Select(row => new EpochCount(row.WrapEpoch, 1)))
            .GroupBy(count => count.Epoch)
            .ToDictionary(counts => counts.Key, counts => counts.Sum(count => count.Rows));
    }

    public ValueTask<IReadOnlyList<RevocationRow>> RevocationsAsync(bool async, CancellationToken cancellationToken)
        => ListAsync(tables.Revocations, async, cancellationToken);

    public async ValueTask<bool> TryApplyAsync(KeyStoreChanges changes, bool async, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            Track(changes);
            await EndRevocationsAsync(changes.EndedRevocations, async, cancellationToken).ConfigureAwait(false);
            if (async)
            {
                await tables.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                tables.SaveChanges();
            }

            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException)
        {
            if (await IsTakenAsync(changes, async, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            throw;
        }
        finally
        {
            tables.ChangeTracker.Clear();
        }
    }

    public void Dispose() => tables.Dispose();

    private void Track(KeyStoreChanges changes)
    {
        tables.ChangeTracker.AutoDetectChangesEnabled = false;
        tables.AddRange(changes.NewEpochs);
        tables.AddRange(changes.NewRoots);
        tables.AddRange(changes.NewKeys);
        tables.AddRange(changes.NewRevocations);
        Update(changes.Epochs, row => row.Signature);
        Update(changes.Roots, row => row.RowMac);
        Update(changes.Keys, row => row.RowMac);
    }

    private void Update<TRow>(IReadOnlyCollection<Changed<TRow>> changes, Expression<Func<TRow, byte[]>> token)
        where TRow : class
    {
        foreach (var change in changes)
        {
            var entry = tables.Entry(change.Row);
            entry.State = EntityState.Modified;
            entry.Property(token).OriginalValue = change.Stored;
        }
    }

    /// <summary>Takes revocations away that are there. One that is missing must not keep a key from being destroyed.</summary>
    private async ValueTask EndRevocationsAsync(IReadOnlyCollection<RevocationRow> ended, bool async, CancellationToken cancellationToken)
    {
        if (ended.Count > 0)
        {
            var kids = ended.Select(row => KeyId.From(row.Kid)).ToHashSet();
            var present = await RevocationsAsync(async, cancellationToken).ConfigureAwait(false);
            tables.RemoveRange(present.Where(row => kids.Contains(KeyId.From(row.Kid))));
        }
    }

    /// <summary>Whether a row that could not be written is one that somebody else has written.</summary>
    private async ValueTask<bool> IsTakenAsync(KeyStoreChanges changes, bool async, CancellationToken cancellationToken)
    {
        tables.ChangeTracker.Clear();
        if (changes.NewEpochs.Count > 0)
        {
            var numbers = changes.NewEpochs.Select(row => row.Epoch).ToList();
            if ((await EpochsAsync(async, cancellationToken).ConfigureAwait(false)).Any(row => numbers.Contains(row.Epoch)))
            {
                return true;
            }
        }

        if (changes.NewRoots.Count > 0)
        {
            var versions = changes.NewRoots.Select(row => (row.Kind, row.Version)).ToHashSet();
            if ((await RootsAsync(async, cancellationToken).ConfigureAwait(false)).Any(row => versions.Contains((row.Kind, row.Version))))
            {
                return true;
            }
        }

        return await AreKeysTakenAsync(changes.NewKeys, async, cancellationToken).ConfigureAwait(false)
            || await AreRevocationsTakenAsync(changes.NewRevocations, async, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> AreKeysTakenAsync(IReadOnlyCollection<KeyRow> rows, bool async, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return false;
        }

        var theirs = await FindAsync([.. rows.Select(row => row.SubjectRef).OfType<byte[]>()], async, cancellationToken).ConfigureAwait(false);
        var taken = theirs.Select(Place).ToHashSet();
        if (rows.Any(row => row.SubjectRef is not null && taken.Contains(Place(row))))
        {
            return true;
        }

        var sameKids = await FindAsync([.. rows.Select(row => KeyId.From(row.Kid))], async, cancellationToken).ConfigureAwait(false);
        return sameKids.Count > 0;
    }

    private async ValueTask<bool> AreRevocationsTakenAsync(
        IReadOnlyCollection<RevocationRow> rows, bool async, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return false;
        }

        var kids = rows.Select(row => KeyId.From(row.Kid)).ToHashSet();
        return (await RevocationsAsync(async, cancellationToken).ConfigureAwait(false)).Any(row => kids.Contains(KeyId.From(row.Kid)));
    }

    private static (KeyPlace, int) Place(KeyRow row) => (KeyPlace.Of(row), row.Version);

    private async ValueTask<IReadOnlyList<KeyRow>> ListInChunksAsync(
        IReadOnlyCollection<byte[]> values, string property, bool async, CancellationToken cancellationToken)
    {
        var rows = new List<KeyRow>();
        foreach (var chunk in values.Chunk(Chunk))
        {
            rows.AddRange(await ListAsync(Among(chunk, property), async, cancellationToken).ConfigureAwait(false));
        }

        return rows;
    }

    /// <remarks>
    /// On SQLite EF writes a parameter for each value, and its text anew for each query; from a list in one parameter SQLite would
    /// scan the table. Joined in this order it looks each value up.
    /// </remarks>
    private IQueryable<KeyRow> Among(byte[][] values, string property)
    {
        if (tables.Database.ProviderName != DatabaseProviders.Sqlite)
        {
            return tables.Keys.Where(row => values.Contains(EF.Property<byte[]>(row, property)));
        }

        var keys = tables.Model.FindEntityType(typeof(KeyRow))!;
        var names = tables.GetService<ISqlGenerationHelper>();
        var table = names.DelimitIdentifier(keys.GetTableName()!);
        var column = names.DelimitIdentifier(keys.FindProperty(property)!.GetColumnName());
#pragma warning disable EF1002 // Names as the provider writes them; the values are a parameter.
        return tables.Keys.FromSqlRaw(
            $"SELECT k.* FROM json_each({{0}}) AS wanted CROSS JOIN {table} AS k ON k.{column} = unhex(wanted.value)",
            JsonSerializer.Serialize(values.Select(Convert.ToHexString)));
#pragma warning restore EF1002
    }

    private static async ValueTask<IReadOnlyList<T>> ListAsync<T>(IQueryable<T> query, bool async, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return async ? await query.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false) : [.. query.AsNoTracking()];
        }
        catch (DbException error) when (MissingTables.AreCauseOf(error))
        {
            throw KeyStoreErrors.TablesMissing(error);
        }
    }

    private sealed record EpochCount(int Epoch, long Rows);
}
