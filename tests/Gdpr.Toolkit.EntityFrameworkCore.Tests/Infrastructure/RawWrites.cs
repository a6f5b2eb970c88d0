using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>Writes what the guard of raw SQL refuses, as somebody with access to the database could.</summary>
internal static class RawWrites
{
    public static async Task<int> WriteRawAsync(this DbContext context, string sql, params object[] parameters)
    {
        using var allowed = context.AllowRawSql("the test writes past EF");
        return await context.Database.ExecuteSqlRawAsync(sql, parameters);
    }
}
