using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Gdpr.Toolkit.Encryption;

/// <content>Queries, set operations and updates.</content>
internal sealed partial class CiphertextGuard
{
    private void VisitSelect(SelectExpression select)
    {
        var projections = select.Projection.Select(projection => projection.Expression).ToList();
        foreach (var table in select.Tables)
        {
            VisitIn("a join key", table);
        }

        VisitIn("a filter", select.Predicate);
        foreach (var key in select.GroupBy)
        {
            VisitIn("GroupBy", key);
        }

        VisitIn("a filter of groups", select.Having);
        foreach (var ordering in select.Orderings)
        {
            VisitIn("OrderBy or GroupBy", ordering.Expression);
        }

        foreach (var projection in projections)
        {
            VisitValue(projection, "a computed projection");
        }

        VisitIn("Skip", select.Offset);
        VisitIn("Take", select.Limit);
        if (select.IsDistinct)
        {
            RequireWholeRows([projections], "Distinct");
        }
    }

    private void VisitSetOperation(SetOperationBase operation)
    {
        Visit(operation.Source1);
        Visit(operation.Source2);
        var first = operation.Source1.Projection.Select(projection => projection.Expression).ToList();
        var second = operation.Source2.Projection.Select(projection => projection.Expression).ToList();
        foreach (var (one, other) in first.Zip(second).Where(pair => !SqlColumns.IsNull(pair.First) && !SqlColumns.IsNull(pair.Second)))
        {
            if ((SqlColumns.Encrypted(one) ?? SqlColumns.Encrypted(other) ?? SqlColumns.IndexedBy(one) ?? SqlColumns.IndexedBy(other)) is { } column)
            {
                RequireSame(column, one, "a set operation with another column");
                RequireSame(column, other, "a set operation with another column");
            }
        }

        if (operation.IsDistinct || operation is ExceptExpression or IntersectExpression)
        {
            RequireWholeRows([first, second], operation.GetType().Name.Replace("Expression", null, StringComparison.Ordinal));
        }
    }

    private void VisitUpdate(UpdateExpression update)
    {
        foreach (var setter in update.ColumnValueSetters)
        {
            if (SqlColumns.Encrypted(setter.Column) is { } encrypted)
            {
                throw EncryptionQueryErrors.ExecuteUpdate(encrypted.Binding);
            }

            if (SqlColumns.IndexedBy(setter.Column) is { } indexed)
            {
                throw EncryptionQueryErrors.ExecuteUpdateOfIndex(indexed.Binding);
            }

            if (PersonLinks.Of(setter.Column) is { } link)
            {
                throw EncryptionQueryErrors.ExecuteUpdateOfLink(link);
            }

            if (ErasureBookkeeping.Of(setter.Column) is { } bookkeeping)
            {
                throw EncryptionQueryErrors.ExecuteUpdateOfErasure(bookkeeping);
            }

            VisitIn("ExecuteUpdate", setter.Value);
        }

        Visit(update.SelectExpression);
    }

    /// <summary>
    /// Comparing rows compares ciphertexts. That is right only where a row's key is compared as well: the same row has
    /// the same ciphertext, and different rows differ by their keys anyway.
    /// </summary>
    private static void RequireWholeRows(IReadOnlyList<IReadOnlyList<SqlExpression>> sources, string operation)
    {
        for (var position = 0; position < sources[0].Count; position++)
        {
            if (sources.Select(source => SqlColumns.Encrypted(source[position])).FirstOrDefault(column => column is not null) is { } column
                && !sources.All(source => RowKeys.AreWithin(source, position)))
            {
                throw EncryptionQueryErrors.Unsupported(column.Binding, operation);
            }
        }
    }
}
