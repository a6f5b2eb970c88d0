namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>The names of the providers that behave in ways of their own.</summary>
internal static class DatabaseProviders
{
    public const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";
    public const string Npgsql = "Npgsql.EntityFrameworkCore.PostgreSQL";
}
