using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Builds the commands of <c>ExecuteSql</c> as the provider does, and lets them look at their SQL before they run.</summary>
internal sealed class GuardedSqlCommandBuilder(IRawSqlCommandBuilder inner) : IRawSqlCommandBuilder
{
    public IRelationalCommand Build(string sql) => new GuardedSqlCommand(inner.Build(sql));

    public RawSqlCommand Build(string sql, IEnumerable<object?> parameters) => Guarded(inner.Build(sql, parameters));

    public RawSqlCommand Build(string sql, IEnumerable<object?> parameters, IModel model) => Guarded(inner.Build(sql, parameters, model));

    private static RawSqlCommand Guarded(RawSqlCommand command) => new(new GuardedSqlCommand(command.RelationalCommand), command.ParameterValues);
}
