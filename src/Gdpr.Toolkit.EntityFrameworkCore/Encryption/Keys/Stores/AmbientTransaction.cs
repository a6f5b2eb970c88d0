using System.Transactions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The application's ambient transaction (<see cref="TransactionScope"/>).</summary>
internal static class AmbientTransaction
{
    /// <summary>Keeps work on another connection out of it until the result is disposed: a second one would make it a distributed transaction.</summary>
    public static TransactionScope Suppress() => new(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);

    /// <summary>Keeps EF from refusing a transaction of its own beside an ambient one that the provider takes no part in, as SQLite does not.</summary>
    /// <returns>Null where there is no ambient one.</returns>
    public static TransactionScope? SuppressIgnored() => Transaction.Current is null ? null : Suppress();
}
