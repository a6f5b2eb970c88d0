using System.Data.Common;
using System.Transactions;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>One save with values to seal: finds or makes the keys, lets EF write, and stores keys under ids that the database gave.</summary>
internal sealed class SealingSave(IDatabase inner, DbContext context, SubjectKeyring keyring, SealingSession session)
{
    private const string MainGroup = "";
    private const string Savepoint = "GdprToolkitKeys";

    private readonly Dictionary<KeyId, SubjectKey> _minted = [];
    private readonly Dictionary<KeyId, SubjectKey> _opened = [];
    private readonly List<SubjectKeyLease> _leases = [];
    private readonly Dictionary<IUpdateEntry, MintedKey> _provisional = [];
    private IDbContextTransaction? _transaction;

    public async ValueTask<int> RunAsync(
        IList<IUpdateEntry> entries, IReadOnlyList<IUpdateEntry> sealedEntries, bool async, CancellationToken cancellationToken)
    {
        await OpenAsync(async, cancellationToken).ConfigureAwait(false);
        using var writer = new SubjectKeyWriter(context, keyring.Runtime);
        var outer = false;
        try
        {
            outer = await BeginSavepointAsync(async, cancellationToken).ConfigureAwait(false);
            var subjects = await ResolveAsync(sealedEntries, async, cancellationToken).ConfigureAwait(false);
            if (subjects.Values.Any(subject => subject.NewPerson is not null))
            {
                await BeginTransactionAsync(writer, async, cancellationToken).ConfigureAwait(false);
            }

            var realm = await RealmAsync(writer, async, cancellationToken).ConfigureAwait(false);
            var keys = await KeysAsync(writer, realm, subjects, async, cancellationToken).ConfigureAwait(false);
            session.Begin(realm, keys);
            var saved = async
                ? await inner.SaveChangesAsync(entries, cancellationToken).ConfigureAwait(false)
                : inner.SaveChanges(entries);
            await BindAsync(writer, realm, subjects, async, cancellationToken).ConfigureAwait(false);
            await CommitAsync(outer, async, cancellationToken).ConfigureAwait(false);
            return saved;
        }
        catch
        {
            await RollBackAsync(outer, async).ConfigureAwait(false);
            Dispose(_minted.Values);
            Dispose(_opened.Values);
            throw;
        }
        finally
        {
            session.End();
            _leases.ForEach(lease => lease.Dispose());
            await EndTransactionAsync(async).ConfigureAwait(false);
            await CloseAsync(async).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps the connection open, so that keys and data share it from the first look-up on.</summary>
    private Task OpenAsync(bool async, CancellationToken cancellationToken)
    {
        if (async)
        {
            return context.Database.OpenConnectionAsync(cancellationToken);
        }

        context.Database.OpenConnection();
        return Task.CompletedTask;
    }

    private Task CloseAsync(bool async)
    {
        if (async)
        {
            return context.Database.CloseConnectionAsync();
        }

        context.Database.CloseConnection();
        return Task.CompletedTask;
    }

    private async ValueTask<Dictionary<IUpdateEntry, ResolvedSubject>> ResolveAsync(
        IReadOnlyList<IUpdateEntry> entries, bool async, CancellationToken cancellationToken)
    {
        var resolver = new SubjectResolver(context);
        var subjects = new Dictionary<IUpdateEntry, ResolvedSubject>(entries.Count);
        foreach (var entry in entries)
        {
            var path = EntityProtection.Of(entry.EntityType).Path!;
            var subject = await resolver.ResolveAsync(entry, path, async, cancellationToken).ConfigureAwait(false);
            if (SubjectResolver.IsLinkChanged(entry, path)
                && !await resolver.WasOfAsync(subject, entry, path, async, cancellationToken).ConfigureAwait(false))
            {
                throw KeyStoreErrors.SubjectMoved(entry.EntityType);
            }

            subjects[entry] = subject;
        }

        return subjects;
    }

    private async ValueTask<Realm> RealmAsync(SubjectKeyWriter writer, bool async, CancellationToken cancellationToken)
    {
        var realm = await writer.FindRealmAsync(async, cancellationToken).ConfigureAwait(false);
        if (realm is null)
        {
            await BeginTransactionAsync(writer, async, cancellationToken).ConfigureAwait(false);
            realm = await writer.FindRealmAsync(async, cancellationToken).ConfigureAwait(false)
                ?? await writer.CreateRealmAsync(async, cancellationToken).ConfigureAwait(false);
        }

        keyring.Use(realm);
        return realm;
    }

    private async ValueTask<Dictionary<IUpdateEntry, SubjectKey>> KeysAsync(
        SubjectKeyWriter writer,
        Realm realm,
        Dictionary<IUpdateEntry, ResolvedSubject> subjects,
        bool async,
        CancellationToken cancellationToken)
    {
        var references = subjects
            .Where(subject => subject.Value.Key is not null)
            .ToDictionary(subject => subject.Key, subject => Reference(realm, subject.Value.Kind, subject.Value.Key!));
        var rows = await KeyRowsAsync(writer, realm, references, async, cancellationToken).ConfigureAwait(false);
        MintProvisional(realm, subjects.Values);
        return subjects.ToDictionary(
            subject => subject.Key,
            subject => subject.Value.NewPerson is { } person
                ? _provisional[person].Key
                : Lease(realm, rows[Convert.ToHexString(references[subject.Key])], subject.Key.EntityType));
    }

    private async ValueTask<Dictionary<string, KeyRow>> KeyRowsAsync(
        SubjectKeyWriter writer,
        Realm realm,
        Dictionary<IUpdateEntry, byte[]> references,
        bool async,
        CancellationToken cancellationToken)
    {
        var distinct = references.Values.DistinctBy(Convert.ToHexString).ToList();
        var group = session.ErasureGroup ?? MainGroup;
        var rows = await writer.FindAsync(distinct, async, cancellationToken).ConfigureAwait(false);
        var known = rows.Where(row => row.Group == group).Select(row => Convert.ToHexString(row.SubjectRef!)).ToHashSet();
        var missing = distinct.Where(reference => !known.Contains(Convert.ToHexString(reference))).ToList();
        if (missing.Count > 0)
        {
            await BeginTransactionAsync(writer, async, cancellationToken).ConfigureAwait(false);
            var (stored, minted) = await writer.MintAsync(realm, missing, group, async, cancellationToken).ConfigureAwait(false);
            minted.ForEach(key => _minted.Add(key.Kid, key));
            rows.AddRange(stored);
        }

        return rows
            .Where(row => row.Group == group)
            .GroupBy(row => Convert.ToHexString(row.SubjectRef!))
            .ToDictionary(versions => versions.Key, versions => versions.MaxBy(row => row.Version)!);
    }

    private void MintProvisional(Realm realm, IEnumerable<ResolvedSubject> subjects)
    {
        foreach (var person in subjects.Select(subject => subject.NewPerson).OfType<IUpdateEntry>())
        {
            if (!_provisional.ContainsKey(person))
            {
                var key = realm.Mint(subjectRef: null, MainGroup, version: 1);
                _provisional.Add(person, key);
                _minted.Add(key.Key.Kid, key.Key);
            }
        }
    }

    /// <summary>Stores the keys of new people with the ids that the database has just given their rows.</summary>
    /// <remarks>After the data, and in its transaction: written before, each key would have to be updated once the id is known.</remarks>
    private async ValueTask BindAsync(
        SubjectKeyWriter writer,
        Realm realm,
        Dictionary<IUpdateEntry, ResolvedSubject> subjects,
        bool async,
        CancellationToken cancellationToken)
    {
        if (_provisional.Count == 0)
        {
            return;
        }

        var kinds = subjects.Values.Where(subject => subject.NewPerson is not null)
            .DistinctBy(subject => subject.NewPerson)
            .ToDictionary(subject => subject.NewPerson!, subject => subject.Kind);
        var references = _provisional.Keys.ToDictionary(
            person => person, person => Reference(realm, kinds[person], PrimaryKey(person)));
        var earlier = (await writer.FindAsync(references.Values, async, cancellationToken).ConfigureAwait(false))
            .Where(row => row.Group == MainGroup)
            .ToLookup(row => Convert.ToHexString(row.SubjectRef!));
        foreach (var (person, key) in _provisional)
        {
            var reference = references[person];
            // The database may give an id that an earlier person had: a new person with a key of their own.
            var version = earlier[Convert.ToHexString(reference)].Select(row => row.Version).DefaultIfEmpty(0).Max() + 1;
            realm.Bind(key.Row, reference, version);
            key.Key.BindTo(reference);
        }

        await writer.InsertAsync(_provisional.Values, async, cancellationToken).ConfigureAwait(false);
    }

    private SubjectKey Lease(Realm realm, KeyRow row, IReadOnlyEntityType entityType)
    {
        if (row.State is KeyState.ShredRequested or KeyState.Shredded)
        {
            realm.VerifyRow(row);
            throw KeyStoreErrors.Erased(entityType);
        }

        var kid = KeyId.From(row.Kid);
        if ((_minted.GetValueOrDefault(kid) ?? _opened.GetValueOrDefault(kid) ?? keyring.FindUncommitted(kid)) is { } known)
        {
            realm.VerifyRow(row);
            return known;
        }

        if (keyring.Runtime.Keys.TryGet(kid)?.TryLease() is { } lease)
        {
            realm.VerifyRow(row);
            _leases.Add(lease);
            return lease.Key;
        }

        // Not for the cache: the row may be one that a transaction of the application's has yet to commit.
        var own = realm.Unwrap(row);
        _opened.Add(kid, own);
        return own;
    }

    private async ValueTask<bool> BeginSavepointAsync(bool async, CancellationToken cancellationToken)
    {
        keyring.ForgetUncommittedOfOthers();
        if (context.Database.CurrentTransaction is not { SupportsSavepoints: true } transaction)
        {
            return false;
        }

        if (async)
        {
            await transaction.CreateSavepointAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            transaction.CreateSavepoint(Savepoint);
        }

        return true;
    }

    /// <summary>Begins a transaction for keys and data, unless the application has one.</summary>
    private async ValueTask BeginTransactionAsync(SubjectKeyWriter writer, bool async, CancellationToken cancellationToken)
    {
        if (context.Database.CurrentTransaction is not null
            || context.Database.GetEnlistedTransaction() is not null
            || Transaction.Current is not null)
        {
            return;
        }

        _transaction = async
            ? await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false)
            : context.Database.BeginTransaction();
        writer.JoinTransaction();
    }

    private async ValueTask CommitAsync(bool outer, bool async, CancellationToken cancellationToken)
    {
        if (outer)
        {
            await ReleaseSavepointAsync(async, cancellationToken).ConfigureAwait(false);
        }

        if (_transaction is null && KeyTables.TransactionOf(context) is not null)
        {
            keyring.KeepUncommitted(_minted.Values.Concat(_opened.Values));
            return;
        }

        var removals = keyring.Runtime.Keys.Removals;
        if (async && _transaction is not null)
        {
            await _transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _transaction?.Commit();
        }

        foreach (var key in _minted.Values)
        {
            keyring.Runtime.Keys.AddUnlessRemoved(key, removals);
        }

        Dispose(_opened.Values);
    }

    private async ValueTask ReleaseSavepointAsync(bool async, CancellationToken cancellationToken)
    {
        if (async)
        {
            await context.Database.CurrentTransaction!.ReleaseSavepointAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            context.Database.CurrentTransaction!.ReleaseSavepoint(Savepoint);
        }
    }

    private async ValueTask RollBackAsync(bool outer, bool async)
    {
        if (!outer || _transaction is not null || context.Database.CurrentTransaction is not { } transaction)
        {
            return;
        }

        try
        {
            if (async)
            {
                await transaction.RollbackToSavepointAsync(Savepoint).ConfigureAwait(false);
            }
            else
            {
                transaction.RollbackToSavepoint(Savepoint);
            }
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // The connection or the transaction is gone, and with it all that was written. Why the save failed is what counts.
        }
    }

    private static void Dispose(IEnumerable<SubjectKey> keys)
    {
        foreach (var key in keys)
        {
            key.Dispose();
        }
    }

    private async ValueTask EndTransactionAsync(bool async)
    {
        if (async && _transaction is not null)
        {
            await _transaction.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            _transaction?.Dispose();
        }
    }

    private static byte[] Reference(Realm realm, string kind, IReadOnlyList<object> key)
        => realm.SubjectReference(tenant: "", kind, CanonicalId.Encode(key));

    private static object[] PrimaryKey(IUpdateEntry entry)
        => [.. entry.EntityType.FindPrimaryKey()!.Properties.Select(property => entry.GetCurrentValue(property)!)];
}
