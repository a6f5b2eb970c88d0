using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Testing.Tests;

/// <summary>An application with any context, on SQLite.</summary>
internal sealed class Application<TContext> : IAsyncDisposable
    where TContext : DbContext
{
    private readonly SqliteFile _file = new();
    private readonly ServiceProvider _services;

    private Application()
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr => gdpr
            .UseCertificate(TestCertificates.KeyEncryption)
            .UseSigningCertificate(TestCertificates.Signing)
            .ConfigureKeyCache(cache => cache.LeaseDuration = TimeSpan.FromMilliseconds(2))
            .Purpose("visits", purpose => purpose.On(LegalBasis.Consent))
            .Purpose("safety", purpose => purpose.On(LegalBasis.LegitimateInterests, "knowing who was here")));
        services.AddDbContext<TContext>(options => options.UseSqlite(_file.ConnectionString).UseGdprToolkit());
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public static async Task<Application<TContext>> StartAsync()
    {
        var application = new Application<TContext>();
        await application.UseAsync(context => context.Database.EnsureCreatedAsync());
        return application;
    }

    public async Task<T> UseAsync<T>(Func<TContext, Task<T>> use)
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    public Task UseAsync(Func<TContext, Task> use)
        => UseAsync(async context =>
        {
            await use(context);
            return true;
        });

    public async Task<MemoryStream> ExportAsync(DataSubject subject, ExportProfile profile = ExportProfile.Access)
    {
        await using var scope = _services.CreateAsyncScope();
        var package = new MemoryStream();
        await scope.ServiceProvider.GetRequiredService<IPersonalDataExport>().ExportAsync(subject, profile, package);
        return package;
    }

    public async Task EraseAsync(DataSubject subject)
    {
        await using var scope = _services.CreateAsyncScope();
        var erasure = scope.ServiceProvider.GetRequiredService<IPersonalDataErasure>();
        await erasure.EraseAsync(await erasure.PlanAsync(subject));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _file.Dispose();
    }
}
