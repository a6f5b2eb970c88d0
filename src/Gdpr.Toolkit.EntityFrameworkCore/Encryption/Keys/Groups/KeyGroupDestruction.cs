using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Destroys one person's key of one group: takes its tags away and notes the destruction in one transaction, then completes it.</summary>
internal sealed class KeyGroupDestruction(Person person, string group, GdprRuntime runtime)
{
    private readonly DbContext _context = person.Context;

    /// <returns>How many keys were destroyed.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken)
        => ErasureTurns.AloneAsync(_context, [person], RunAloneAsync, cancellationToken);

    /// <summary>Takes away the tags by which values of the group can be found.</summary>
    public async Task UntagAsync(CancellationToken cancellationToken)
    {
        var session = _context.GetService<SealingSession>();
        session.BeginUntagging(group);
        try
        {
            foreach (var row in await person.ReadAsync(tracking: true, cancellationToken).ConfigureAwait(false))
            {
                MarkTags(row);
            }

            await _context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            session.EndUntagging();
            _context.ChangeTracker.Clear();
        }
    }

    private async Task<int> RunAloneAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (kids, intent) = await _context.Database.CreateExecutionStrategy()
                .ExecuteAsync(NoteAloneAsync, cancellationToken)
                .ConfigureAwait(false);
            // From here on it is carried through: what is noted is destroyed, by whomever.
            await new KeyDestruction(_context, runtime).CompleteAsync(CancellationToken.None).ConfigureAwait(false);
            await RequireDestroyedAsync(kids).ConfigureAwait(false);
            if (intent is not null)
            {
                await LedgerRecorder.CompleteAsync(intent, certificate: null, runtime, CancellationToken.None).ConfigureAwait(false);
            }

            return kids.Count;
        }
        finally
        {
            _context.ChangeTracker.Clear();
        }
    }

    private Task<Noted> NoteAloneAsync(CancellationToken cancellationToken)
        => SubjectLocks.AloneAsync(person, runtime, NoteOnceAsync, cancellationToken);

    private async Task<Noted> NoteOnceAsync(CancellationToken cancellationToken)
    {
        _context.ChangeTracker.Clear();
        var transaction = await _context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await RequireNotHeldAsync(cancellationToken).ConfigureAwait(false);
            var noted = await NoteAsync(cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return noted;
        }
    }

    /// <exception cref="LegalHoldException">A legal hold is in force on values of the group.</exception>
    private async Task RequireNotHeldAsync(CancellationToken cancellationToken)
    {
        await HoldLock.ShareAsync(_context, cancellationToken).ConfigureAwait(false);
        var holds = await ChoiceWork.ReadAsync(
            _context, runtime, session => HoldBook.ReadAsync(session, person, runtime.Today, runtime, cancellationToken), cancellationToken).ConfigureAwait(false);
        var held = holds.OnWholePerson ?? person.Entities
            .SelectMany(entity => entity.Personal.Where(property => property.Property.EncryptedColumn()?.Mark.Group == group).Select(property => holds.InForceOn(entity, property)))
            .FirstOrDefault(hold => hold is not null);
        if (held is { } id)
        {
            throw HoldErrors.KeyGroup(id, group);
        }
    }

    private async Task<Noted> NoteAsync(CancellationToken cancellationToken)
    {
        await UntagAsync(cancellationToken).ConfigureAwait(false);
        using var keys = await LoadKeysAsync(cancellationToken).ConfigureAwait(false);
        var kids = await keys.NoteDestructionAsync(group, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> ids = [.. kids.Select(kid => Convert.ToHexStringLower(kid.ToByteArray()))];
        return new Noted(kids, kids.Count == 0
            ? null
            : await LedgerRecorder.BeginKeyGroupAsync(person, keys, ids, runtime, cancellationToken).ConfigureAwait(false));
    }

    private void MarkTags(PersonRow row)
    {
        var searchable = row.Mapped.Personal.Where(property => property.Property.EncryptedColumn()?.Mark is { Searchable: true } mark && mark.Group == group);
        foreach (var property in searchable)
        {
            foreach (var owner in property.Steps.Count == 0 ? [row.Entity] : row.Owners(property.Steps))
            {
                MarkTags(_context.Entry(owner), property.Property);
            }
        }
    }

    private static void MarkTags(EntityEntry owner, IProperty property)
    {
        foreach (var (source, index) in EntityProtection.Of(owner.Metadata).Indexes)
        {
            if (source.Name == property.Name)
            {
                owner.Property(index.Name).IsModified = true;
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

    private Task<PersonKeys> LoadKeysAsync(CancellationToken cancellationToken)
        => PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken);

    /// <summary>The keys that go, and what the ledger says of it, where there is one.</summary>
    private sealed record Noted(IReadOnlyList<KeyId> Kids, ErasureLedgerEntry? Intent);
}
