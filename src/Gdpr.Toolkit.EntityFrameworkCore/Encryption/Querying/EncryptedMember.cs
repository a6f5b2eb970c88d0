using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>An encrypted property that a query reads.</summary>
/// <param name="Instance">The row it is read from.</param>
/// <param name="Column">The column behind it.</param>
/// <param name="Index">The shadow property of its blind index in the column that is asked for; null when it is not searchable.</param>
internal sealed record EncryptedMember(Expression Instance, EncryptedColumn Column, IProperty? Index)
{
    private static readonly MethodInfo PropertyMethod = typeof(EF).GetMethod(nameof(EF.Property))!;

    /// <summary>Reads the blind index of a row instead, in the type of the expression that is replaced.</summary>
    public Expression ReadIndex(Expression row, Type type)
    {
        var read = Expression.Call(PropertyMethod.MakeGenericMethod(Index!.ClrType), row, Expression.Constant(Index.Name));
        return read.Type == type ? read : Expression.Convert(read, type);
    }
}
