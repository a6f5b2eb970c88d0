using System.Reflection;
using Xunit.Sdk;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>Runs a theory on SQLite; further arguments follow the database.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnSqliteAttribute(params object?[] arguments) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) => [[TestDatabase.Sqlite, .. arguments]];
}
