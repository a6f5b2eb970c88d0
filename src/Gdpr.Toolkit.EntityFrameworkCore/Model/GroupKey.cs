using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Builds the key of a grouping by any number of columns, as pairs in pairs, which EF translates to columns.</summary>
internal static class GroupKey
{
    private static readonly MethodInfo CountMethod = typeof(Enumerable).GetMethods()
        .Single(method => method.Name == nameof(Enumerable.Count) && method.GetParameters().Length == 1);

    /// <summary>Builds the key; a constant when there is no column.</summary>
    public static Expression Build(Expression row, IReadOnlyList<IProperty> columns)
        => columns.Count == 0 ? Expression.Constant(0)
            : columns.Select(column => StoredRows.Property(row, column)).Aggregate(Combine);

    /// <summary>Builds the selector of a group's values and, last, of how many rows have them.</summary>
    public static Expression<Func<IGrouping<TKey, TEntity>, object?[]>> Values<TEntity, TKey>(int columns)
    {
        var group = Expression.Parameter(typeof(IGrouping<TKey, TEntity>), "group");
        var values = new List<Expression> { Expression.Call(CountMethod.MakeGenericMethod(typeof(TEntity)), group) };
        Expression rest = Expression.Property(group, nameof(IGrouping<,>.Key));
        for (var column = 1; column < columns; column++)
        {
            values.Insert(0, Expression.Property(rest, nameof(Pair<,>.Last)));
            rest = Expression.Property(rest, nameof(Pair<,>.Earlier));
        }

        values.Insert(0, rest);
        var array = Expression.NewArrayInit(typeof(object), values.Select(value => Expression.Convert(value, typeof(object))));
        return Expression.Lambda<Func<IGrouping<TKey, TEntity>, object?[]>>(array, group);
    }

    private static Expression Combine(Expression earlier, Expression last)
    {
        var type = typeof(Pair<,>).MakeGenericType(earlier.Type, last.Type);
        MemberInfo[] members = [type.GetProperty(nameof(Pair<,>.Earlier))!, type.GetProperty(nameof(Pair<,>.Last))!];
        return Expression.New(type.GetConstructors()[0], [earlier, last], members);
    }

    private sealed class Pair<TEarlier, TLast>(TEarlier earlier, TLast last)
    {
        public TEarlier Earlier { get; } = earlier;

        public TLast Last { get; } = last;
    }
}
