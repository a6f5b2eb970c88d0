using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Destroys one person's key of one group: takes its tags away and notes the destruction in one transaction, then completes it.</summary>
internal sealed class KeyGroupDestruction(Person person, string group, GdprRuntime runtime)
{
    private readonly DbContext _context = person.Context;

    /// <returns>How many keys were destroyed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var kids = await AloneAsync(NoteAsync, cancellationToken).ConfigureAwait(false);
            // From here on it is carried through: what is noted is destroyed, by whomever.
            await new KeyDestruction(_context, runtime).CompleteAsync(CancellationToken.None).ConfigureAwait(false);
            if (!runtime.KeyStore.IsInApplicationDatabase)
            {
                // Keys apart from the data are told after the commit: somebody may have written a last value until then.
                await AloneAsync(UntagAsync, CancellationToken.None).ConfigureAwait(false);
            }

            await RequireDestroyedAsync(kids).ConfigureAwait(false);
            return kids.Count;
        }
        finally
        {
            _context.ChangeTracker.Clear();
        }
    }

    /// <summary>Does something in a transaction while nobody writes encrypted values for the person, and after those who were about to.</summary>
    private Task<T> AloneAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        => _context.Database.CreateExecutionStrategy().ExecuteAsync(work, AloneOnceAsync, cancellationToken);

    private async Task<T> AloneOnceAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        _context.ChangeTracker.Clear();
        await _context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var reference = await ReferenceAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await SubjectLocks.TakeAsync(_context, reference, cancellationToken).ConfigureAwait(false);
            var transaction = await _context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await work(cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            }
        }
        finally
        {
            await SubjectLocks.ReleaseAsync(_context, reference).ConfigureAwait(false);
            await _context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<KeyId>> NoteAsync(CancellationToken cancellationToken)
    {
        await UntagAsync(cancellationToken).ConfigureAwait(false);
        using var keys = await LoadKeysAsync(cancellationToken).ConfigureAwait(false);
        return await keys.NoteDestructionAsync(group, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes away the tags by which values of the group can be found.</summary>
    private async Task<int> UntagAsync(CancellationToken cancellationToken)
    {
        var session = _context.GetService<SealingSession>();
        session.BeginUntagging(group);
        try
        {
            foreach (var row in await person.ReadAsync(tracking: true, cancellationToken).ConfigureAwait(false))
            {
                MarkTags(row);
            }

            return await _context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            session.EndUntagging();
            _context.ChangeTracker.Clear();
        }
    }

    private void MarkTags(PersonRow row)
    {
        var searchable = row.Mapped.Personal.Where(property => property.Property.EncryptedColumn()?.Mark is { Searchable: true } mark && mark.Group == group);
        foreach (var property in searchable)
        {
            foreach (var owner in property.Steps.Count == 0 ? [row.Entity] : row.Owners(property.Steps))
            {
                _context.Entry(owner).Property(property.Property.Name + EncryptionConvention.IndexSuffix).IsModified = true;
            }
        }
    }

    private async Task RequireDestroyedAsync(IReadOnlyList<KeyId> kids)
    {
        using var keys = await LoadKeysAsync(CancellationToken.None).ConfigureAwait(false);
        var destroyed = keys.Destroyed.Select(row => KeyId.From(row.Kid)).ToHashSet();
        if (!kids.All(destroyed.Contains))
        {
            throw KeyStoreErrors.GroupNotDestroyed(group);
        }
    }

    private async Task<byte[]> ReferenceAsync(CancellationToken cancellationToken)
    {
        using var keys = await LoadKeysAsync(cancellationToken).ConfigureAwait(false);
        return Convert.FromHexString(keys.Reference);
    }

    private Task<PersonKeys> LoadKeysAsync(CancellationToken cancellationToken)
        => PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken);
}
