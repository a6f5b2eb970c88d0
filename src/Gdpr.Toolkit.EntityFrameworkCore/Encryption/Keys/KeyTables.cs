using System.Data.Common;
using System.Transactions;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Opens the key tables beside an application's context: on its connection, or on one of their own.</summary>
internal static class KeyTables
{
    private const string OptionsAnnotation = "Gdpr:KeyTablesOptions";

    /// <summary>Opens the tables on the context's own connection and in its transaction, if there is one.</summary>
    public static KeyTablesContext OpenOnConnectionOf(DbContext context)
    {
        var tables = Create(context);
        tables.Database.SetDbConnection(context.Database.GetDbConnection());
        if (context.Database.CurrentTransaction is { } transaction)
        {
            using var apart = AmbientTransaction.SuppressIgnored();
            tables.Database.UseTransaction(transaction.GetDbTransaction());
        }

        return tables;
    }

    /// <summary>Opens the tables for a look-up while a result of the context is being read.</summary>
    /// <remarks>
    /// SQLite runs several statements on one connection, and a database in memory has no other. Other databases need a
    /// second connection; it comes from a pool of its own, so that readers that wait for keys cannot starve each other.
    /// </remarks>
    public static KeyTablesContext OpenForLookUp(DbContext context)
    {
        if (context.Database.ProviderName == DatabaseProviders.Sqlite)
        {
            return OpenOnConnectionOf(context);
        }

        var tables = Create(context);
        tables.Database.SetDbConnection(SecondConnection(context), contextOwnsConnection: true);
        return tables;
    }

    /// <summary>Opens the tables on a connection that is theirs from then on.</summary>
    public static KeyTablesContext OpenOn(DbContext context, DbConnection connection)
    {
        var tables = Create(context);
        tables.Database.SetDbConnection(connection, contextOwnsConnection: true);
        return tables;
    }

    /// <summary>Tells which database a context works on: its connection string, or the connection where only that tells it apart.</summary>
    public static object DatabaseOf(DbContext context)
    {
        var connectionString = context.Database.GetConnectionString();
        var inMemory = string.IsNullOrEmpty(connectionString)
            || connectionString.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
            || context.Database.GetDbConnection() is { DataSource: "" };
        return inMemory ? context.Database.GetDbConnection() : connectionString!;
    }

    /// <summary>Tells which transaction a context works in: its own, one it is enlisted in, or the ambient one; null for none.</summary>
    /// <remarks>SQLite takes part in no ambient one, also where the application has silenced EF's warning of it.</remarks>
    public static object? TransactionOf(DbContext context)
        => context.Database.CurrentTransaction?.TransactionId ?? (object?)AmbientOf(context)?.TransactionInformation.LocalIdentifier;

    /// <summary>Finds the transaction of System.Transactions that a context works in.</summary>
    public static Transaction? AmbientOf(DbContext context)
        => context.Database.ProviderName == DatabaseProviders.Sqlite ? null : context.Database.GetEnlistedTransaction() ?? Transaction.Current;

    private static KeyTablesContext Create(DbContext context)
    {
        var options = context.Model.GetOrAddRuntimeAnnotationValue(
            OptionsAnnotation, static context => BuildOptions(context!), context);
        return new KeyTablesContext(options, context.Model);
    }

    private static DbContextOptions<KeyTablesContext> BuildOptions(DbContext context)
    {
        var provider = Provider(context)
            .WithConnection(null)
            .WithConnectionString(null)
            .WithExecutionStrategyFactory(dependencies => new NonRetryingExecutionStrategy(dependencies));
        var builder = new DbContextOptionsBuilder<KeyTablesContext>()
            .ReplaceService<IModelCacheKeyFactory, KeyTablesModelCacheKeyFactory>();
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(provider);
        CompleteModelExtension.AddTo(builder);
        return builder.Options;
    }

    private static DbConnection SecondConnection(DbContext context)
    {
        // The configured string has its password, which one that was used may have lost; but the context may be elsewhere by now.
        var open = context.Database.GetDbConnection();
        if (Provider(context).ConnectionString is { } configured
            && DbProviderFactories.GetFactory(open) is { } factory
            && IsSameDatabase(factory, configured, context.Database.GetConnectionString())
            && factory.CreateConnection() is { } own)
        {
            own.ConnectionString = new DbConnectionStringBuilder { ConnectionString = configured, ["Application Name"] = "gdpr-keys" }.ConnectionString;
            return own;
        }

        // Another connection, or connection string, was given to this context later (SetConnectionString, SetDbConnection).
        return open is ICloneable connection
            ? (DbConnection)connection.Clone()
            : throw new NotSupportedException(
                "Keys are looked up on a second connection, which cannot be made from this one. Configure the provider with a connection string.");
    }

    /// <summary>Compares connection strings apart from the password, which is taken out of those that have been used.</summary>
    private static bool IsSameDatabase(DbProviderFactory factory, string configured, string? current)
        => current is not null && Normalize(factory, configured) == Normalize(factory, current);

    private static string? Normalize(DbProviderFactory factory, string connectionString)
    {
        if (factory.CreateConnectionStringBuilder() is not { } builder)
        {
            return null;
        }

        builder.ConnectionString = connectionString;
        builder.Remove("Password");
        return builder.ConnectionString;
    }

    private static RelationalOptionsExtension Provider(DbContext context)
        => RelationalOptionsExtension.Extract(context.GetService<IDbContextOptions>());
}
