using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Commands past EF Core, so that no interceptor, event or log of the application sees what they hold.</summary>
internal static class RawCommand
{
    /// <param name="context">On whose open connection it runs.</param>
    /// <param name="sql">Made of nothing but names of the model, which the provider has quoted.</param>
    /// <param name="key">The values of its parameters <c>@p0</c>, <c>@p1</c> and so on.</param>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Names come from the model and are quoted by the provider.")]
    public static DbCommand Create(DbContext context, string sql, IReadOnlyList<object> key)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < key.Count; index++)
        {
            Add(command, $"@p{index}", key[index]);
        }

        return command;
    }

    public static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
