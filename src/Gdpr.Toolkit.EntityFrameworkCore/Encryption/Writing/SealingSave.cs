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
            keyring.ForgetUncommittedOfOthers();
            keyring.Lease.BeginIfEmpty();
            await _transaction.BeginSavepointAsync(cancellationToken).ConfigureAwait(false);
            await _transaction.BeginAsync(cancellationToken).ConfigureAwait(false);
            using var writer = new SubjectKeyWriter(context, keyring.Runtime);
            var subjects = await ResolveAsync(sealedEntries, cancellationToken).ConfigureAwait(false);
            var realm = await RealmAsync(writer, cancellationToken).ConfigureAwait(false);
            using var keys = new SaveKeys(writer, keyring, realm, session.Erasure, async);
            var found = await keys.FindAsync(subjects, cancellationToken).ConfigureAwait(false);
            session.Begin(realm, found, subjects.Where(subject => keys.IsBeingErased(subject.Value)).Select(subject => subject.Key));
            var saved = async
                ? await inner.SaveChangesAsync(entries, cancellationToken).ConfigureAwait(false)
                : inner.SaveChanges(entries);
            await keys.BindNewPeopleAsync(cancellationToken).ConfigureAwait(false);
            await CommitAsync(keys, cancellationToken).ConfigureAwait(false);
            return saved;
        }
        catch
        {
            if (_madeRealm)
            {
                keyring.ForgetRealm();
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

    /// <summary>Whether encrypted values of a row are written.</summary>
    public static bool IsSealed(IUpdateEntry entry) => Groups(entry).Any();

    /// <summary>Finds the key groups of the encrypted values of a row that are written.</summary>
    public static IEnumerable<string> Groups(IUpdateEntry entry) => EntityProtection.Of(entry.EntityType).Encrypted
        .Where(property => (entry.EntityState == EntityState.Added || entry.IsModified(property)) && entry.GetCurrentValue(property) is not null)
        .Select(property => property.EncryptedColumn()!.Mark.Group)
        .Distinct();

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
            keyring.PublishRealm();
            keys.Publish(removals);
        }
    }

    private async ValueTask<Dictionary<IUpdateEntry, ResolvedSubject>> ResolveAsync(
        IReadOnlyList<IUpdateEntry> entries, CancellationToken cancellationToken)
    {
        var resolver = new SubjectResolver(context);
        var subjects = new Dictionary<IUpdateEntry, ResolvedSubject>(entries.Count);
        foreach (var entry in entries)
        {
            var path = EntityProtection.Of(entry.EntityType).Path!;
            if (SubjectResolver.IsLinkWritten(entry, path)
                && !session.IsMoving(entry)
                && !await resolver.StaysAsync(entry, path, async, cancellationToken).ConfigureAwait(false))
            {
                throw KeyStoreErrors.SubjectMoved(entry.EntityType);
            }

            if (IsSealed(entry))
            {
                subjects[entry] = await resolver.ResolveAsync(entry, path, async, cancellationToken).ConfigureAwait(false);
            }
        }

        return subjects;
    }

    private async ValueTask<Realm> RealmAsync(SubjectKeyWriter writer, CancellationToken cancellationToken)
    {
        var realm = await writer.FindRealmAsync(async, cancellationToken).ConfigureAwait(false);
        if (realm is null)
        {
            realm = await writer.CreateRealmAsync(async, cancellationToken).ConfigureAwait(false);
            _madeRealm = ReferenceEquals(realm, keyring.FindUncommittedRealm());
        }

        keyring.Use(realm);
        return realm;
    }
}
