using System.Reflection;
using Xunit.Sdk;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.KeyStores;

/// <summary>Runs a theory on every key store that needs no server, synchronously and asynchronously; further arguments follow.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnEveryStoreAttribute(params object?[] arguments) : DataAttribute
{
    private static readonly StoreKind[] Kinds = [StoreKind.InMemory, StoreKind.InApplicationOnSqlite, StoreKind.OwnDatabaseOnSqlite];

    public override IEnumerable<object?[]> GetData(MethodInfo testMethod)
        => from kind in Kinds from async in new[] { false, true } select (object?[])[kind, async, .. arguments];
}
