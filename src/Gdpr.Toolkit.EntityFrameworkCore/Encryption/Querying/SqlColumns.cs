using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Tells which expressions of SQL hold ciphertext and which hold tags.</summary>
internal static class SqlColumns
{
    /// <summary>Gets the column whose ciphertext an expression holds, or null.</summary>
    public static EncryptedColumn? Encrypted(SqlExpression? expression)
        => (expression?.TypeMapping?.Converter as IEncryptedConverter)?.Column;

    /// <summary>Gets the column whose tag an expression holds, or null.</summary>
    public static EncryptedColumn? IndexedBy(SqlExpression? expression)
        => (expression?.TypeMapping?.Converter as IBlindIndexConverter)?.Column;

    /// <summary>Gets the column whose tag, or list of tags, an expression holds, or null.</summary>
    public static EncryptedColumn? IndexedByAny(SqlExpression? expression)
        => IndexedBy(expression) ?? ListedBy(expression);

    /// <summary>Gets which of the two columns of an index the tag, or list of tags, of an expression is of; null when it holds none.</summary>
    public static IndexSlot? SlotOf(SqlExpression? expression)
        => ((expression?.TypeMapping?.Converter ?? expression?.TypeMapping?.ElementTypeMapping?.Converter) as IBlindIndexConverter)?.Slot;

    public static bool IsListOfTags(SqlExpression expression) => ListedBy(expression) is not null;

    /// <summary>Gets whether equal values have equal tags in both columns.</summary>
    public static bool ShareIndex(EncryptedColumn one, EncryptedColumn other) => ReferenceEquals(one, other)
        || (one.Mark.IndexDomain == other.Mark.IndexDomain
            && (one.Mark.IndexDomain is not null || one.Binding.ColumnId == other.Binding.ColumnId)
            && one.Mark.Normalizer == other.Mark.Normalizer
            && one.GetType() == other.GetType());

    public static bool IsNull(SqlExpression? expression) => expression is null or SqlConstantExpression { Value: null };

    private static EncryptedColumn? ListedBy(SqlExpression? expression)
        => (expression?.TypeMapping?.ElementTypeMapping?.Converter as IBlindIndexConverter)?.Column;
}
