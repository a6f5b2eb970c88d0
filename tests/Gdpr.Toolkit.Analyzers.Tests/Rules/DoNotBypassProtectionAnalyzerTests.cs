using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class DoNotBypassProtectionAnalyzerTests
{
    [Theory]
    [InlineData("db.Customers.Where(c => c.Id == 3).[|ExecuteDelete|]();")]
    [InlineData("db.Customers.[|ExecuteDeleteAsync|]();")]
    [InlineData("db.Vips.[|ExecuteDelete|]();")]
    [InlineData("db.Customers.[|ExecuteUpdate|](s => s.SetProperty(c => c.Color, \"red\").SetProperty(c => c.Email, \"gone\"));")]
    [InlineData("db.Customers.[|FromSqlRaw|](\"SELECT * FROM Customers\");")]
    [InlineData("db.Customers.[|FromSql|]($\"SELECT * FROM Customers WHERE Id = {3}\");")]
    [InlineData("db.Database.[|ExecuteSqlRaw|](\"delete from \\\"Customers\\\" where Id = 3\");")]
    [InlineData("db.Database.[|ExecuteSql|]($\"UPDATE [dbo].[Customer] SET Email = {3}\");")]
    public Task What_goes_past_protection_is_reported(string statement) => Rule().VerifyAsync(Method(statement));

    [Theory]
    [InlineData("db.Products.Where(p => p.Id == 3).ExecuteDelete();")]
    [InlineData("db.Products.ExecuteUpdate(s => s.SetProperty(p => p.Title, \"red\"));")]
    [InlineData("db.Customers.ExecuteUpdate(s => s.SetProperty(c => c.Color, \"red\"));")]
    [InlineData("db.Products.FromSqlRaw(\"SELECT * FROM Products\");")]
    [InlineData("db.Database.ExecuteSqlRaw(\"DELETE FROM Products\");")]
    [InlineData("db.Database.ExecuteSqlRaw(\"VACUUM\");")]
    [InlineData("db.Database.ExecuteSql($\"UPDATE Products SET Title = 'Customers' WHERE Id = {3}\");")]
    [InlineData("db.Customers.Where(c => c.Email != null).ToListAsync();")]
    public Task What_touches_nobody_is_silent(string statement) => Rule().VerifyAsync(Method(statement));

    private static string Method(string statement) => $$"""
        using System.Linq;
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore;

        public class Customer { public int Id { get; set; } public string Color { get; set; } [PersonalData(PersonalDataCategory.EmailAddress, "s")] public string Email { get; set; } }
        public class Vip : Customer { }
        public class Product { public int Id { get; set; } public string Title { get; set; } }
        public class ShopContext : DbContext
        {
            public DbSet<Customer> Customers { get; set; }
            public DbSet<Vip> Vips { get; set; }
            public DbSet<Product> Products { get; set; }
        }

        public static class Service
        {
            public static void Run(ShopContext db)
            {
                {{statement}}
            }
        }
        """;

    private static RuleTest<DoNotBypassProtectionAnalyzer> Rule() => new();
}
