using System.Reflection;
using Gdpr.Toolkit.TestSupport;
using Xunit.Sdk;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>Runs a theory on PostgreSQL, skipped visibly where its binaries are not installed.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnPostgresAttribute : DataAttribute
{
    private readonly object?[] _arguments;

    public OnPostgresAttribute(params object?[] arguments)
    {
        _arguments = arguments;
        Skip = new PostgresFactAttribute().Skip;
    }

    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) => [[TestDatabase.PostgreSql, .. _arguments]];
}
