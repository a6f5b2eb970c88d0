using System.Data;
using System.Linq.Expressions;
using System.Reflection;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Moves one row to another person, and encrypts what it and the rows that hang on it hold anew. Not thread-safe.</summary>
internal sealed class Reassignment(DbContext context, IEntityType entityType, IReadOnlyList<object> rowKey, Person newSubject)
{
    private static readonly MethodInfo LoadMethod = typeof(Reassignment).GetMethod(nameof(LoadCoreAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private readonly IForeignKey _link = RequireLink(entityType, newSubject);

    /// <returns>How many rows with encrypted values were written.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken)
        => context.Database.CreateExecutionStrategy().ExecuteAsync(RunOnceAsync, cancellationToken);

    private async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        var session = context.GetService<SealingSession>();
        var transaction = await context.Database.BeginTransactionAsync(OwnTransaction.ReadingAndWriting(context), cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            try
            {
                var row = await LoadAsync(cancellationToken).ConfigureAwait(false);
                var link = await ReadLinkAsync(cancellationToken).ConfigureAwait(false);
                foreach (var (property, value) in _link.Properties.Zip(link))
                {
                    row.Property(property).CurrentValue = value;
                }

                var written = context.ChangeTracker.Entries().ToList().Count(EncryptedValues.MarkModified);
                session.BeginMove(row.Entity);
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return written;
            }
            finally
            {
                session.EndMove();
                context.ChangeTracker.Clear();
            }
        }
    }

    private static IForeignKey RequireLink(IEntityType entityType, Person newSubject)
    {
        if (entityType.IsOwned() || entityType.SubjectType() is not null)
        {
            throw ReassignmentErrors.Person(entityType);
        }

        var path = EntityProtection.Of(entityType).Path ?? throw ReassignmentErrors.NoPersonalRow(entityType);
        var link = (IForeignKey)path.Hops[0];
        return path.Hops.Count > 1 ? throw ReassignmentErrors.Further(entityType, link)
            : newSubject.SubjectType.SubjectType() != path.Subject ? throw ReassignmentErrors.OtherKind(entityType, path.Subject)
            : link.Properties.Any(property => property.IsPrimaryKey()) ? throw ReassignmentErrors.LinkInKey(entityType)
            : link;
    }

    /// <summary>Loads the row, and every row with encrypted values that belongs to its person by it.</summary>
    private async Task<EntityEntry> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await LoadAsync(entityType, [], cancellationToken).ConfigureAwait(false);
        var row = context.Entry(rows.Count == 1 ? rows[0] : throw ReassignmentErrors.NoSuchRow(entityType));
        foreach (var dependent in context.Model.GetEntityTypes().Where(type => !type.IsOwned() && !type.IsAbstract()))
        {
            if (EntityProtection.Of(dependent).Path is { Hops.Count: > 1 } path
                && path.Hops[^1] == _link
                && path.Hops[^2].PrincipalEntityType.IsAssignableFrom(entityType))
            {
                await LoadAsync(dependent, [.. path.Hops.SkipLast(1)], cancellationToken).ConfigureAwait(false);
            }
        }

        return row;
    }

    private Task<List<object>> LoadAsync(IEntityType wanted, IReadOnlyList<IReadOnlyForeignKey> hops, CancellationToken cancellationToken)
        => (Task<List<object>>)LoadMethod.MakeGenericMethod(wanted.ClrType).Invoke(this, [wanted, hops, cancellationToken])!;

    private Task<List<object>> LoadCoreAsync<TEntity>(IEntityType wanted, IReadOnlyList<IReadOnlyForeignKey> hops, CancellationToken cancellationToken)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var path = new SubjectPath(hops.Count == 0 ? entityType : hops[^1].PrincipalEntityType, hops);
        var belongs = SubjectPredicate.Build(context, row, path, rowKey, tenant: null);
        return StoredRows.Of<TEntity>(context, wanted).IgnoreQueryFilters().AsTracking()
            .Where(Expression.Lambda<Func<TEntity, bool>>(belongs, row))
            .Cast<object>()
            .ToListAsync(cancellationToken);
    }

    /// <summary>Reads what the row's foreign key has to hold.</summary>
    private async Task<IReadOnlyList<object?>> ReadLinkAsync(CancellationToken cancellationToken)
    {
        var subject = newSubject.SubjectType;
        return await StoredRows
            .Select(context, subject, subject.FindPrimaryKey()!.Properties, newSubject.Key, _link.PrincipalKey.Properties)
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false) ?? throw ReassignmentErrors.NoSuchPerson(subject);
    }
}
