using System.Reflection;
using System.Text.RegularExpressions;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Matrix;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Migrations;

/// <summary>What EF's own tool writes of a model with the toolkit in it, and what it says to the model afterwards.</summary>
public partial class WrittenMigrationTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_written_migration_makes_the_database_and_nothing_is_pending(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        await using var migrated = await MigrateAsync(shop, ShopPurposes.Register);
        await using var scope = migrated.NewScope();

        var (ada, _) = await migrated.AddPeopleAsync();

        Assert.False(scope.Context.Database.HasPendingModelChanges());
        Assert.Empty(await scope.Context.Database.GetPendingMigrationsAsync());
        Assert.Equal(ada, (await scope.Context.Customers.SingleAsync(customer => customer.Email == "Ada@EXAMPLE.org")).Id);
        Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)))).IsComplete);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_shape_of_the_matrix_is_written_and_nothing_is_pending(TestDatabase database)
    {
        await using var matrix = await TestHost<MatrixContext>.StartAsync(database, options => options.ConfigureToolkit = Purposes);
        await using var migrated = await MigrateAsync(matrix, Purposes);
        await using var scope = migrated.NewScope();
        scope.Context.AddRange(new Scalar { Secret = "Ada" }, new ComplexJson { Secret = "Bob" });
        await scope.Context.SaveChangesAsync();

        Assert.False(scope.Context.Database.HasPendingModelChanges());
        Assert.Equal(1, await scope.Context.Set<Scalar>().CountAsync(row => row.Secret == "Ada"));

        static void Purposes(GdprToolkitBuilder gdpr) => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
    }

    [Theory]
    [OnSqlite("EmailIndex")]
    [OnSqlite("ErasureRequestedAt")]
    [OnPostgres("EmailIndex")]
    public async Task A_column_that_the_snapshot_lacks_is_pending_and_comes_with_the_next_migration(TestDatabase database, string column)
    {
        await using var shop = await ShopHost.StartAsync(database);
        await using var before = shop.NewScope();
        var first = MigrationTool.Write(before.Context, "First");
        var incomplete = Statements(column).Replace(first.SnapshotCode, "");
        await using var lacking = StartWith(shop, MigrationTool.Compile(first, incomplete), ShopPurposes.Register);
        await using var scope = lacking.NewScope();

        var second = MigrationTool.Write(scope.Context, "Second");
        var isPending = scope.Context.Database.HasPendingModelChanges();

        Assert.True(isPending);
        Assert.Equal(column, Assert.Single(AddedColumns().Matches(second.MigrationCode)).Groups[1].Value);
    }

    private static async Task<TestHost<TContext>> MigrateAsync<TContext>(TestHost<TContext> host, Action<GdprToolkitBuilder> configure)
        where TContext : DbContext
    {
        await using var before = host.NewScope();
        var migrated = StartWith(host, MigrationTool.Compile(MigrationTool.Write(before.Context, "First")), configure);
        await using var scope = migrated.NewScope();
        await scope.Context.Database.EnsureDeletedAsync();
        await scope.Context.Database.MigrateAsync();
        return migrated;
    }

    private static TestHost<TContext> StartWith<TContext>(TestHost<TContext> host, Assembly migrations, Action<GdprToolkitBuilder> configure)
        where TContext : DbContext
        => host.StartAnother(options =>
        {
            options.ConfigureToolkit = configure;
            options.ConfigureContext = context => context.UseMigrations(migrations);
        });

    /// <summary>What the snapshot says of a column, and of its index.</summary>
    private static Regex Statements(string column) => new($@"b\.(Property<[^>]+>|HasIndex)\(""{column}""\)[^;]*;");

    [GeneratedRegex(@"AddColumn<[^>]+>\(\s*name: ""(\w+)""")]
    private static partial Regex AddedColumns();
}
