using HostingCompany.Model;
using Microsoft.Extensions.DependencyInjection;

namespace HostingCompany.Hosting;

/// <summary>A piece of work with a context of its own.</summary>
internal sealed class WorkScope(AsyncServiceScope scope) : IAsyncDisposable
{
    public HostingContext Db => Get<HostingContext>();

    public TService Get<TService>()
        where TService : notnull
        => scope.ServiceProvider.GetRequiredService<TService>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
