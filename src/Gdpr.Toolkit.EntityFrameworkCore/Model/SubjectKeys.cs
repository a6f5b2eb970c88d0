using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Lists the people of one kind by their keys, those included whom the application hides.</summary>
internal static class SubjectKeys
{
    private const int Page = 1_000;

    private static readonly MethodInfo PageMethod = typeof(SubjectKeys).GetMethod(nameof(ReadPageAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Reads the keys in pages, so that the connection is free between them.</summary>
    public static IAsyncEnumerable<IReadOnlyList<object>> ReadAsync(DbContext context, SubjectGraph subject, CancellationToken cancellationToken)
        => ReadAsync(context, subject, everywhere: false, cancellationToken);

    /// <summary>Reads the keys of all people, of other tenants as well.</summary>
    public static IAsyncEnumerable<IReadOnlyList<object>> ReadEverywhereAsync(DbContext context, SubjectGraph subject, CancellationToken cancellationToken)
        => ReadAsync(context, subject, everywhere: true, cancellationToken);

    private static async IAsyncEnumerable<IReadOnlyList<object>> ReadAsync(
        DbContext context, SubjectGraph subject, bool everywhere, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = PageMethod.MakeGenericMethod(subject.Metadata.ClrType);
        for (var skip = 0; ; skip += Page)
        {
            var keys = await ((Task<List<object[]>>)read.Invoke(null, [context, subject.Metadata, skip, everywhere, cancellationToken])!).ConfigureAwait(false);
            foreach (var key in keys)
            {
                yield return key;
            }

            if (keys.Count < Page)
            {
                yield break;
            }
        }
    }

    private static async Task<List<object[]>> ReadPageAsync<TEntity>(
        DbContext context, IReadOnlyEntityType subject, int skip, bool everywhere, CancellationToken cancellationToken)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var values = subject.FindPrimaryKey()!.Properties
            .Select(property => Expression.Convert(StoredRows.Property(row, property), typeof(object)))
            .ToList();
        var set = StoredRows.Of<TEntity>(context, subject);
        var query = (everywhere ? set.IgnoreQueryFilters() : set.IgnoreQueryFilters(QueryFilters.Hiding(context.Model))).AsNoTracking();
        var ordered = values.Skip(1).Aggregate(
            query.OrderBy(Expression.Lambda<Func<TEntity, object>>(values[0], row)),
            (keys, value) => keys.ThenBy(Expression.Lambda<Func<TEntity, object>>(value, row)));
        return await ordered.Skip(skip).Take(Page)
            .Select(Expression.Lambda<Func<TEntity, object[]>>(Expression.NewArrayInit(typeof(object), values), row))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
    }
}
