using System.Transactions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The application's ambient transaction (<see cref="TransactionScope"/>).</summary>
internal static class AmbientTransaction
{
    /// <summary>Keeps work on another connection out of it until the result is disposed: a second one would make it a distributed transaction.</summary>
    public static TransactionScope Suppress() => new(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
}
