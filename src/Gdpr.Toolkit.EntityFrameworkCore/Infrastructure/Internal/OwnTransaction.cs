using System.Transactions;
using Microsoft.EntityFrameworkCore;
using IsolationLevel = System.Data.IsolationLevel;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>What work needs of a context that commits by itself.</summary>
internal static class OwnTransaction
{
    /// <summary>Gets the isolation for reading rows and writing them again.</summary>
    /// <remarks>PostgreSQL would otherwise let somebody else's commit slip in between; SQLite has one writer anyway.</remarks>
    public static IsolationLevel ReadingAndWriting(DbContext context) => context.Database.ProviderName == DatabaseProviders.Npgsql
        ? IsolationLevel.RepeatableRead
        : IsolationLevel.Serializable;

    /// <exception cref="InvalidOperationException">A transaction is open, or there are unsaved changes, which the work would drop.</exception>
    public static void RequireQuiet(DbContext context)
    {
        RequireNoTransaction(context);
        context.ChangeTracker.DetectChanges();
        if (context.ChangeTracker.HasChanges())
        {
            throw new InvalidOperationException("The context has unsaved changes, which this would drop. Save or clear them first.");
        }
    }

    /// <summary>Whether the application has a transaction open, an ambient one included.</summary>
    public static bool IsWithinAnother(DbContext context)
        => context.Database.CurrentTransaction is not null || (context.Database.GetEnlistedTransaction() ?? Transaction.Current) is not null;

    /// <exception cref="InvalidOperationException">A transaction is open.</exception>
    public static void RequireNoTransaction(DbContext context)
    {
        if (IsWithinAnother(context))
        {
            throw new InvalidOperationException("What is destroyed is committed at once and cannot run inside a transaction or TransactionScope. Commit yours first.");
        }
    }
}
