using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Tells whether a projection names, beside a column, the row that the column is from.</summary>
internal static class RowKeys
{
    public static bool AreWithin(IReadOnlyList<SqlExpression> projections, int position)
    {
        if (SqlColumns.IsNull(projections[position]))
        {
            return true;
        }

        return projections[position] is ColumnExpression { Column: IColumn { Table.PrimaryKey: { } key } } column
            && key.Columns.All(part => projections.Any(projection => projection is ColumnExpression candidate
                && candidate.TableAlias == column.TableAlias
                && ReferenceEquals(candidate.Column, part)));
    }
}
