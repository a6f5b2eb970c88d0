using System.Reflection;
using Gdpr.Toolkit.TestSupport;
using Xunit.Sdk;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.KeyStores;

/// <summary>Runs a theory on every key store on PostgreSQL, synchronously and asynchronously; skipped visibly where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnEveryPostgresStoreAttribute : DataAttribute
{
    private static readonly StoreKind[] Kinds = [StoreKind.InApplicationOnPostgreSql, StoreKind.OwnDatabaseOnPostgreSql];

    private readonly object?[] _arguments;

    public OnEveryPostgresStoreAttribute(params object?[] arguments)
    {
        _arguments = arguments;
        Skip = new PostgresFactAttribute().Skip;
    }

    public override IEnumerable<object?[]> GetData(MethodInfo testMethod)
        => from kind in Kinds from async in new[] { false, true } select (object?[])[kind, async, .. _arguments];
}
