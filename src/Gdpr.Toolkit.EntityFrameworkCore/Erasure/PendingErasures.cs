using System.Linq.Expressions;
using System.Reflection;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Finds the people who were removed and not erased yet.</summary>
internal static class PendingErasures
{
    private static readonly MethodInfo ReadMethod =
        typeof(PendingErasures).GetMethod(nameof(ReadCoreAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static async Task<IReadOnlyList<(long RequestedAt, DataSubject Subject)>> ReadAsync(
        DbContext context, CancellationToken cancellationToken)
    {
        var pending = new List<(long, DataSubject)>();
        foreach (var subject in context.Model.GetEntityTypes().Where(type => type.SubjectType() == type))
        {
            pending.AddRange(await ((Task<List<(long, DataSubject)>>)ReadMethod.MakeGenericMethod(subject.ClrType)
                .Invoke(null, [context, subject, cancellationToken])!).ConfigureAwait(false));
        }

        return pending;
    }

    private static async Task<List<(long RequestedAt, DataSubject Subject)>> ReadCoreAsync<TEntity>(
        DbContext context, IEntityType subject, CancellationToken cancellationToken)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var values = subject.FindPrimaryKey()!.Properties
            .Prepend<IReadOnlyProperty>(subject.FindProperty(SoftErasureProperties.RequestedAt)!)
            .Select(property => Expression.Convert(StoredRows.Property(row, property), typeof(object)));
        var read = await context.Set<TEntity>()
            .IgnoreQueryFilters(QueryFilters.Hiding(context.Model))
            .Where(person => EF.Property<long?>(person, SoftErasureProperties.RequestedAt) != null
                && EF.Property<long?>(person, SoftErasureProperties.ErasedAt) == null)
            .Select(Expression.Lambda<Func<TEntity, object[]>>(Expression.NewArrayInit(typeof(object), values), row))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. read.Select(person => ((long)person[0], DataSubject.Of<TEntity>(person[1..])))];
    }
}
