using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Wraps a service that EF Core or the provider has registered already, keeping its lifetime.</summary>
internal static class ServiceDecoration
{
    public static void Decorate<TService>(this IServiceCollection services, Func<IServiceProvider, TService, TService> wrap)
        where TService : class
    {
        var inner = services.LastOrDefault(descriptor => descriptor.ServiceType == typeof(TService))
            ?? throw new NotSupportedException(
                $"The database provider registers no '{typeof(TService).Name}': Gdpr.Toolkit works with relational providers only. "
                + "Use SQLite or PostgreSQL, in tests as well.");
        services[services.LastIndexOf(inner)] = new ServiceDescriptor(
            typeof(TService), provider => wrap(provider, Create<TService>(inner, provider)), inner.Lifetime);
    }

    private static int LastIndexOf(this IServiceCollection services, ServiceDescriptor descriptor)
    {
        var index = services.Count - 1;
        while (!ReferenceEquals(services[index], descriptor))
        {
            index--;
        }

        return index;
    }

    private static TService Create<TService>(ServiceDescriptor descriptor, IServiceProvider provider)
        where TService : class
        => (TService)(descriptor.ImplementationInstance
            ?? descriptor.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!));
}
