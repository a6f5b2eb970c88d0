using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Builds the condition that a row comes after another in the order of its key.</summary>
internal static class KeyAfter
{
    private static readonly MethodInfo CompareText = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    public static Expression Build(Expression row, IReadOnlyList<IReadOnlyProperty> key, IReadOnlyList<object> after)
        => Enumerable.Range(0, key.Count)
            .Select(part => Enumerable.Range(0, part)
                .Select(earlier => StoredRows.EqualsParameter(StoredRows.Property(row, key[earlier]), after[earlier]))
                .Append(IsGreater(StoredRows.Property(row, key[part]), after[part]))
                .Aggregate(Expression.AndAlso))
            .Aggregate(Expression.OrElse);

    /// <summary>Whether rows can be put in the order of a key: bytes and ids of the application's own types know no greater.</summary>
    public static bool HasOrder(IReadOnlyList<IReadOnlyProperty> key)
        => key.All(part => part.ClrType == typeof(string)
            || (part.ClrType.IsPrimitive && part.ClrType != typeof(bool))
            || part.ClrType.GetMethod("op_GreaterThan", [part.ClrType, part.ClrType]) is not null);

    private static BinaryExpression IsGreater(Expression left, object right)
    {
        var value = StoredRows.Parameter(left.Type, right);
        return left.Type == typeof(string)
            ? Expression.GreaterThan(Expression.Call(CompareText, left, value), Expression.Constant(0))
            : Expression.GreaterThan(left, value);
    }
}
