using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model;

public class SensitiveLoggingTests
{
    [Theory]
    [OnSqlite]
    public async Task A_context_with_personal_data_that_logs_values_is_refused(TestDatabase database)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost<NotesContext>.StartAsync(
            database, options => options.ConfigureContext = context => context.EnableSensitiveDataLogging()));

        Assert.Contains("'NotesContext'", error.Message, StringComparison.Ordinal);
        Assert.Contains("gdpr.AllowSensitiveDataLogging(", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    public async Task What_one_application_allows_another_in_the_same_process_does_not(TestDatabase database)
    {
        await using var allowed = await TestHost<NotesContext>.StartAsync(database, options =>
        {
            options.ConfigureToolkit = gdpr => gdpr.AllowSensitiveDataLogging("no real data");
            options.ConfigureContext = context => context.EnableSensitiveDataLogging();
        });
        await using var scope = allowed.NewScope();

        Assert.Equal(0, await scope.Context.People.CountAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost<NotesContext>.StartAsync(
            database, options => options.ConfigureContext = context => context.EnableSensitiveDataLogging()));
    }

    [Theory]
    [OnSqlite]
    public async Task A_context_that_begins_to_log_values_later_is_refused_though_its_model_is_known(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using var silent = host.NewScope();
        Assert.Equal(0, await silent.Context.People.CountAsync());
        var options = new DbContextOptionsBuilder<NotesContext>().AmongMany().UseSqlite(host.ConnectionString).UseGdprToolkit(host.Services).EnableSensitiveDataLogging();

        await using var context = new NotesContext(options.Options);

        Assert.Throws<InvalidOperationException>(() => context.Model);
    }

    [Theory]
    [OnSqlite]
    public async Task A_context_without_personal_data_may_log_values(TestDatabase database)
    {
        await using var host = await TestHost<PlainContext>.StartAsync(
            database, options => options.ConfigureContext = context => context.EnableSensitiveDataLogging());
        await using var scope = host.NewScope();

        Assert.Equal(0, await scope.Context.Set<Branch>().CountAsync());
    }

    [Fact]
    public void Allowing_it_needs_a_reason()
        => new ServiceCollection().AddGdprToolkit(gdpr => Assert.Throws<ArgumentException>(() => gdpr.AllowSensitiveDataLogging("")));

    private sealed class PlainContext(DbContextOptions<PlainContext> options) : DbContext(options)
    {
        public DbSet<Branch> Branches => Set<Branch>();
    }

    private sealed class Branch
    {
        public int Id { get; set; }
    }
}
