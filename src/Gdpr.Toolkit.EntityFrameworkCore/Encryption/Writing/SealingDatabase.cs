using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The last asynchronous point before SQL: sees to it that every person whose values are about to be sealed has a key.</summary>
internal sealed class SealingDatabase(
    IDatabase inner, ICurrentDbContext current, SubjectKeyring keyring, SealingSession session) : IDatabase
{
    public int SaveChanges(IList<IUpdateEntry> entries)
    {
        var sealedEntries = Prepare(entries);
        Blocking.Completed(RequireAgreementAsync(entries, async: false, default));
        return sealedEntries.Count == 0
            ? inner.SaveChanges(entries)
            : Blocking.Completed(new SealingSave(inner, current.Context, keyring, session, async: false).RunAsync(entries, sealedEntries, default));
    }

    public async Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        var sealedEntries = Prepare(entries);
        await RequireAgreementAsync(entries, async: true, cancellationToken).ConfigureAwait(false);
        return sealedEntries.Count == 0
            ? await inner.SaveChangesAsync(entries, cancellationToken).ConfigureAwait(false)
            : await new SealingSave(inner, current.Context, keyring, session, async: true)
                .RunAsync(entries, sealedEntries, cancellationToken).ConfigureAwait(false);
    }

    public Func<QueryContext, TResult> CompileQuery<TResult>(Expression query, bool async)
    {
        ModelStamp.Require(current.Context.Model);
        var compiled = inner.CompileQuery<TResult>(query, async);
        return keyring.Runtime.Ledger is null || !PersonalTypes.AreQueried(query)
            ? compiled
            : context =>
            {
                RequireAgreement(context.Context);
                return compiled(context);
            };
    }

    [Experimental("EF9100")] // Part of the interface; precompiled queries themselves are not supported.
    public Expression<Func<QueryContext, TResult>> CompileQueryExpression<TResult>(Expression query, bool async)
        => inner.CompileQueryExpression<TResult>(query, async);

    /// <summary>Refuses to read from a database that does not agree with the erasure ledger.</summary>
    private static void RequireAgreement(DbContext context)
    {
        var keyring = context.GetService<SubjectKeyring>();
        if (!keyring.IsAgreed)
        {
            keyring.Realm.Find();
        }
    }

    /// <summary>Refuses to write to it.</summary>
    private async ValueTask RequireAgreementAsync(IList<IUpdateEntry> entries, bool async, CancellationToken cancellationToken)
    {
        if (!keyring.IsAgreed && entries.Any(entry => PersonalTypes.Holds(entry.EntityType)))
        {
            using var writer = new SubjectKeyWriter(current.Context, keyring.Runtime);
            await writer.FindRealmAsync(async, cancellationToken).ConfigureAwait(false);
        }
    }

    private List<IUpdateEntry> Prepare(IList<IUpdateEntry> entries)
    {
        ModelStamp.Require(current.Context.Model);
        var sealedEntries = new List<IUpdateEntry>();
        foreach (var entry in entries)
        {
            RemovedRow.RequireHidden(entry);
            var protection = EntityProtection.Of(entry.EntityType);
            ComposedKeys.Require(entry, protection);
            if (protection.Path is null || !(entry.EntityState is EntityState.Added or EntityState.Modified || LeavesDocument(entry, protection)))
            {
                continue;
            }

            if (session.Erasure is null)
            {
                ClearPlaintext(entry, protection);
            }

            if (entry.EntityState == EntityState.Modified)
            {
                MarkIndexes(entry, protection);
            }

            if (protection.GroupsToSeal(entry).Count > 0 || SubjectResolver.IsLinkWritten(entry, protection.Path))
            {
                sealedEntries.EnsureCapacity(entries.Count);
                sealedEntries.Add(entry);
            }
        }

        return sealedEntries;
    }

    /// <summary>Whether an entry is taken out of a JSON document whose row stays: what is left of the document is written anew.</summary>
    private static bool LeavesDocument(IUpdateEntry entry, EntityProtection protection)
    {
        if (!protection.IsInDocument)
        {
            return false;
        }

        var holder = entry;
        while (holder is not null && EntityProtection.Of(holder.EntityType).IsInDocument)
        {
            holder = TrackedPrincipals.Find(holder, holder.EntityType.FindOwnership()!);
        }

        return holder is { EntityState: not EntityState.Deleted };
    }

    /// <summary>Clears what an encrypted value takes the place of, so that what is in plaintext is always the newer one.</summary>
    private static void ClearPlaintext(IUpdateEntry entry, EntityProtection protection)
    {
        foreach (var (plain, value) in protection.Migrations)
        {
            if (entry.GetCurrentValue(value) is not null
                && entry.GetCurrentValue(plain) is not null
                && (entry.EntityState == EntityState.Added || entry.IsModified(value)))
            {
                entry.ToEntityEntry().Property(plain).CurrentValue = null;
            }
        }
    }

    private static void MarkIndexes(IUpdateEntry entry, EntityProtection protection)
    {
        foreach (var (source, index) in protection.Indexes)
        {
            if (entry.IsModified(source))
            {
                entry.SetPropertyModified(index);
            }
        }
    }
}
