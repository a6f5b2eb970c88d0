using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>The database of one context, as the recovery sees it: its store, its people, and what it knows of the ledger.</summary>
internal sealed class LedgerDatabase
{
    private readonly GdprRuntime _runtime;
    private readonly HashSet<string> _kinds;

    private LedgerDatabase(DbContext context, Realm realm, GdprRuntime runtime)
    {
        Context = context;
        Realm = realm;
        _runtime = runtime;
        Subjects = PersonalDataMap.Of(context.Model).Subjects;
        _kinds = Subjects.Select(subject => subject.Kind).ToHashSet(StringComparer.Ordinal);
    }

    public DbContext Context { get; }

    public Realm Realm { get; }

    public IReadOnlyList<SubjectGraph> Subjects { get; }

    /// <returns>Null for a database that has no keys yet.</returns>
    public static async Task<LedgerDatabase?> OpenAsync(DbContext context, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        using var writer = new SubjectKeyWriter(context, runtime);
        return await writer.FindRealmAsync(async: true, cancellationToken).ConfigureAwait(false) is { } realm
            ? new LedgerDatabase(context, realm, runtime)
            : null;
    }

    public async Task<LedgerComparison> CompareAsync(CancellationToken cancellationToken)
        => await _runtime.Ledger!.CompareAsync(Context, Realm.StoreId, async: true, cancellationToken).ConfigureAwait(false);

    public async Task<ErasureLedgerStatus> CheckAsync(CancellationToken cancellationToken)
    {
        var comparison = await CompareAsync(cancellationToken).ConfigureAwait(false);
        var revived = await RevivedAsync(cancellationToken).ConfigureAwait(false);
        return new ErasureLedgerStatus
        {
            State = revived.Count > 0 && comparison.State < ErasureLedgerState.Restored ? ErasureLedgerState.Restored : comparison.State,
            Head = ErasureLedgerHead.Empty,
            MissingErasures = comparison.Missing.Count,
            OpenErasures = comparison.Uncommitted.Count + comparison.Uncompleted.Count,
            LostEntries = comparison.Lost.Count,
            RevivedKeys = revived.Count,
        };
    }

    /// <summary>Lists all erasures of people of this database that were not withdrawn.</summary>
    public async Task<IReadOnlyList<LedgerErasure>> ErasuresAsync(CancellationToken cancellationToken)
        => await _runtime.Ledger!.Index.LookAsync<IReadOnlyList<LedgerErasure>>(
            ledger => [.. ledger.Erasures.Where(erasure => erasure.IsOf(Realm.StoreId, _kinds) && !erasure.IsWithdrawn)],
            async: true,
            cancellationToken).ConfigureAwait(false);

    /// <summary>Finds the highest identities that this database had given to people.</summary>
    public async Task<IReadOnlyList<SequenceMark>> SequencesAsync(CancellationToken cancellationToken)
        => await _runtime.Ledger!.Index.LookAsync<IReadOnlyList<SequenceMark>>(
            ledger => [.. ledger.Sequences(Realm.StoreId, _kinds).GroupBy(mark => (mark.Table, mark.Column)).Select(column => column.MaxBy(mark => mark.Value)!)],
            async: true,
            cancellationToken).ConfigureAwait(false);

    /// <summary>Finds the keys that the ledger lists as destroyed and that could be opened again.</summary>
    public async Task<IReadOnlyList<KeyRow>> RevivedAsync(CancellationToken cancellationToken)
        => await FindLivingAsync(
            (await ErasuresAsync(cancellationToken).ConfigureAwait(false)).Where(erasure => erasure.CompletedAt is not null), cancellationToken).ConfigureAwait(false);

    /// <summary>Finds those keys of erasures that can be opened.</summary>
    public async Task<IReadOnlyList<KeyRow>> FindLivingAsync(IEnumerable<LedgerErasure> erasures, CancellationToken cancellationToken)
    {
        using var writer = new SubjectKeyWriter(Context, _runtime);
        List<KeyId> kids = [.. erasures.SelectMany(erasure => erasure.Keys).Distinct()];
        var rows = await writer.FindAsync(kids, async: true, cancellationToken).ConfigureAwait(false);
        return [.. rows.Where(row => row.Wrapped is not null)];
    }
}
