using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>
/// Makes the parameters of a query's command, and the tags among them, for the context that the query runs in; and lets it run only while
/// the tags are in force that it was compiled for, and with raw SQL that is allowed.
/// </summary>
/// <remarks>EF makes the parameters anew whenever the command runs, and copies nothing else of a command that it keeps.</remarks>
internal sealed class GuardedParameters(
    IReadOnlyList<IRelationalParameter> parameters, IReadOnlyCollection<IndexSlot> tags, RawSqlCheck? rawSql) : IRelationalParameter
{
    public string InvariantName => nameof(GuardedParameters);

    public void AddDbParameter(DbCommand command, IReadOnlyDictionary<string, object?>? parameterValues)
    {
        var context = QueryScope.ContextOf(parameterValues);
        rawSql?.Require(context);
        var previous = ColumnScope.Enter(context);
        try
        {
            if (tags.Count > 0)
            {
                ColumnScope.Current!.Tags.Require(tags);
            }

            for (var i = 0; i < parameters.Count; i++)
            {
                parameters[i].AddDbParameter(command, parameterValues);
            }
        }
        finally
        {
            ColumnScope.Leave(previous);
        }
    }

    public void AddDbParameter(DbCommand command, object? value)
        => throw new InvalidOperationException("The parameters of a query are made from the values of all of them.");
}
