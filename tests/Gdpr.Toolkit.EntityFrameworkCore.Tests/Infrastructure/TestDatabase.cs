namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>The databases that a test runs on.</summary>
public enum TestDatabase
{
    Sqlite,
    PostgreSql,
}
