using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>One save with values to seal: finds or makes the keys, lets EF write, and stores keys under ids that the database gave.</summary>
internal sealed class SealingSave(IDatabase inner, DbContext context, SubjectKeyring keyring, SealingSession session, bool async)
{
    private readonly SaveTransaction _transaction = new(context, async);
    private bool _madeRealm;

    public async ValueTask<int> RunAsync(
        IList<IUpdateEntry> entries, IReadOnlyList<IUpdateEntry> sealedEntries, CancellationToken cancellationToken)
    {
        await _transaction.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            keyring.Transaction.ForgetOthers();
            keyring.Lease.BeginIfEmpty();
            await _transaction.BeginSavepointAsync(cancellationToken).ConfigureAwait(false);
            await _transaction.BeginAsync(cancellationToken).ConfigureAwait(false);
            using var writer = new SubjectKeyWriter(context, keyring.Runtime);
            var rows = await ResolveAsync(sealedEntries, cancellationToken).ConfigureAwait(false);
            var realm = await RealmAsync(writer, cancellationToken).ConfigureAwait(false);
            using var keys = new SaveKeys(writer, keyring, realm, session.Erasure, async);
            var found = await keys.FindAsync(rows, cancellationToken).ConfigureAwait(false);
            session.Begin(realm, found, rows.Where(row => keys.IsBeingErased(row.Subject)).Select(row => row.Entry));
            var saved = await WriteAsync(entries, cancellationToken).ConfigureAwait(false);
            await keys.BindNewPeopleAsync(cancellationToken).ConfigureAwait(false);
            await CommitAsync(keys, cancellationToken).ConfigureAwait(false);
            return saved;
        }
        catch
        {
            if (_madeRealm)
            {
                keyring.Realm.Forget();
            }

            await _transaction.RollBackAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            session.End();
            await _transaction.CloseAsync().ConfigureAwait(false);
        }
    }

    /// <remarks>
    /// Without the savepoint that EF sets inside a transaction: what it would take back is taken back with this save's transaction or savepoint,
    /// and SQLite would copy the pages that each statement changes to a file.
    /// </remarks>
    private async ValueTask<int> WriteAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken)
    {
        var automatic = context.Database.AutoSavepointsEnabled;
        context.Database.AutoSavepointsEnabled = false;
        try
        {
            return async
                ? await inner.SaveChangesAsync(entries, cancellationToken).ConfigureAwait(false)
                : inner.SaveChanges(entries);
        }
        finally
        {
            context.Database.AutoSavepointsEnabled = automatic;
        }
    }

    private async ValueTask CommitAsync(SaveKeys keys, CancellationToken cancellationToken)
    {
        var removals = keyring.Runtime.Keys.Removals;
        await _transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        if (_transaction.IsTheApplications && keyring.Store.IsInApplicationDatabase)
        {
            keys.KeepUncommitted();
        }
        else
        {
            keyring.Realm.Publish();
            keys.Publish(removals);
        }
    }

    private async ValueTask<List<RowToSeal>> ResolveAsync(
        IReadOnlyList<IUpdateEntry> entries, CancellationToken cancellationToken)
    {
        var resolver = new SubjectResolver(context);
        var rows = new List<RowToSeal>(entries.Count);
        foreach (var entry in entries)
        {
            var protection = EntityProtection.Of(entry.EntityType);
            var path = protection.Path!;
            if (SubjectResolver.IsLinkWritten(entry, path)
                && !session.IsMoving(entry)
                && !await resolver.StaysAsync(entry, path, async, cancellationToken).ConfigureAwait(false))
            {
                throw KeyStoreErrors.SubjectMoved(entry.EntityType);
            }

            if (protection.GroupsToSeal(entry) is { Count: > 0 } groups)
            {
                rows.Add(new RowToSeal(entry, await resolver.ResolveAsync(entry, path, async, cancellationToken).ConfigureAwait(false), groups));
            }
        }

        return rows;
    }

    private async ValueTask<Realm> RealmAsync(SubjectKeyWriter writer, CancellationToken cancellationToken)
    {
        var realm = await writer.FindRealmAsync(async, cancellationToken).ConfigureAwait(false);
        if (realm is null)
        {
            realm = await writer.CreateRealmAsync(async, cancellationToken).ConfigureAwait(false);
            _madeRealm = ReferenceEquals(realm, keyring.Realm.FindUncommitted());
        }

        realm = await writer.FollowIndexAsync(realm, async, cancellationToken).ConfigureAwait(false);
        keyring.Realm.Use(realm);
        return realm;
    }
}
