using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Migrations;

/// <summary>What the toolkit adds to a model comes to the database by the application's migrations, and the model is the same each time.</summary>
public class MigrationTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_first_migration_brings_every_table_and_column(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        await using var scope = shop.NewScope();

        var operations = Differences(scope.Context, from: null);

        var tables = operations.OfType<CreateTableOperation>().ToDictionary(table => table.Name);
        Assert.Equal(
            ["GdprConsents", "GdprEpochs", "GdprKeyRevocations", "GdprKeys", "GdprLegalHolds", "GdprObjections", "GdprRecipientNotices", "GdprRestrictions", "GdprRoots", "GdprRotations", "GdprSuppressions"],
            tables.Keys.Where(name => name.StartsWith("Gdpr", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var binary = database == TestDatabase.Sqlite ? "BLOB" : "bytea";
        var columns = tables["Customers"].Columns.ToDictionary(column => column.Name, column => (column.ColumnType, column.IsNullable));
        Assert.Equal((binary, false), columns["Email"]);
        Assert.Equal((binary, true), columns["EmailIndex"]);
        Assert.Equal((binary, true), columns["BirthDate"]);
        Assert.True(columns["ErasureRequestedAt"].IsNullable);
        Assert.Contains(operations.OfType<CreateIndexOperation>(), index => index.Columns is ["EmailIndex"] && index.IsUnique);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_database_that_migrations_make_is_the_one_that_the_application_works_on(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        await using var scope = shop.NewScope();
        await scope.Context.Database.EnsureDeletedAsync();
        await scope.Context.GetService<Microsoft.EntityFrameworkCore.Storage.IRelationalDatabaseCreator>().CreateAsync();
        var commands = scope.Context.GetService<IMigrationsSqlGenerator>()
            .Generate(Differences(scope.Context, from: null), scope.Context.GetService<IDesignTimeModel>().Model);
        await scope.Context.GetService<IMigrationCommandExecutor>()
            .ExecuteNonQueryAsync(commands, scope.Context.GetService<Microsoft.EntityFrameworkCore.Storage.IRelationalConnection>());

        var (ada, _) = await shop.AddPeopleAsync();

        Assert.Equal(ada, (await scope.Context.Customers.SingleAsync(customer => customer.Email == "Ada@EXAMPLE.org")).Id);
        Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)))).IsComplete);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Another_process_builds_the_same_model(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        await using var other = shop.StartAnotherShop();
        await using var here = shop.NewScope();
        await using var there = other.NewScope();

        Assert.Empty(Differences(here.Context, there.Context.GetService<IDesignTimeModel>().Model).Select(Describe));
    }

    private static IReadOnlyList<MigrationOperation> Differences(DbContext context, IModel? from)
        => context.GetService<IMigrationsModelDiffer>().GetDifferences(
            from?.GetRelationalModel(), context.GetService<IDesignTimeModel>().Model.GetRelationalModel());

    private static string Describe(MigrationOperation operation) => operation switch
    {
        ColumnOperation column => $"{operation.GetType().Name} {column.Table}.{column.Name} {column.ColumnType}",
        TableOperation table => $"{operation.GetType().Name} {table.Name}",
        CreateIndexOperation index => $"{operation.GetType().Name} {index.Table}.{index.Name}",
        AddForeignKeyOperation link => $"{operation.GetType().Name} {link.Table}.{link.Name}",
        _ => operation.GetType().Name,
    };
}
