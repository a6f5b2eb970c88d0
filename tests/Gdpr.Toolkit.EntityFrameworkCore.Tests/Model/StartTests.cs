using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model;

/// <summary>What is wrong with a model stops an application's start when it asks for that.</summary>
public class StartTests
{
    [Fact]
    public async Task An_incomplete_model_stops_the_start_with_everything_that_is_wrong()
    {
        using var host = Build<OpenContext>();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("'Visitor' is a data subject, and nobody has said", error.Message, StringComparison.Ordinal);
        Assert.Contains("Phone: [PersonalData", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complete_model_lets_it_start()
    {
        using var host = Build<ClosedContext>();

        await host.StartAsync();
        await host.StopAsync();
    }

    [Fact]
    public async Task A_context_without_the_toolkit_stops_it()
    {
        using var host = Build<ClosedContext>(useToolkit: false);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("UseGdprToolkit()", error.Message, StringComparison.Ordinal);
    }

    private static IHost Build<TContext>(bool useToolkit = true)
        where TContext : DbContext
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddGdprToolkit(gdpr =>
        {
            gdpr.UseCertificate(TestCertificates.KeyEncryption).UseSigningCertificate(TestCertificates.Signing);
            gdpr.ValidateModelOnStart<TContext>().ValidateModelOnStart<TContext>();
        });
        builder.Services.AddDbContext<TContext>(context =>
        {
            context.AmongMany().UseSqlite("Data Source=:memory:");
            if (useToolkit)
            {
                context.UseGdprToolkit();
            }
        });
        return builder.Build();
    }

    private sealed class OpenContext(DbContextOptions<OpenContext> options) : DbContext(options)
    {
        public DbSet<Visitor> Visitors => Set<Visitor>();
    }

    private sealed class ClosedContext(DbContextOptions<ClosedContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
            => modelBuilder.Entity<Visitor>().RestIsNotPersonalData("test data");
    }

    [DataSubject(DataSubjectRole.Visitor)]
    private sealed class Visitor
    {
        public int Id { get; set; }

        public string? Phone { get; set; }
    }
}
