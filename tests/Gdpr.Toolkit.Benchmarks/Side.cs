using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Benchmarks;

/// <summary>One side of a comparison: a database of its own, with or without the toolkit.</summary>
internal sealed class Side<TContext>(ServiceProvider services) : IDisposable
    where TContext : DbContext
{
    public static async Task<Side<TContext>> StartAsync(Action<DbContextOptionsBuilder> provider, bool encrypted)
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr => gdpr
            .UseCertificate(TestCertificates.KeyEncryption)
            .UseSigningCertificate(TestCertificates.Signing)
            .ConfigureKeyCache(keys => keys.Capacity = 100_000));
        services.AddDbContext<TContext>(options =>
        {
            provider(options);
            if (encrypted)
            {
                options.UseGdprToolkit();
            }
        });
        var side = new Side<TContext>(services.BuildServiceProvider());
        await side.RunAsync(context => context.Database.EnsureCreatedAsync());
        return side;
    }

    public async Task RunAsync(Func<TContext, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    public void Dispose() => services.Dispose();
}
