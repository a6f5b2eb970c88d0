using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Testing.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gdpr.Toolkit.Testing;

/// <summary>Configures Gdpr.Toolkit for tests.</summary>
public static class TestingBuilderExtensions
{
    /// <summary>Keeps the keys of people in the memory of the test: the database under test holds data only.</summary>
    /// <remarks>
    /// They are gone when the services are disposed, and with them everything that was encrypted. Contexts of one service provider
    /// share them. Never in production.
    /// </remarks>
    /// <param name="builder">What <c>AddGdprToolkit</c> configures.</param>
    /// <returns>The same builder.</returns>
    public static GdprToolkitBuilder UseKeysInMemory(this GdprToolkitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IKeyStore>(new InMemoryKeyStore()));
        return builder;
    }
}
