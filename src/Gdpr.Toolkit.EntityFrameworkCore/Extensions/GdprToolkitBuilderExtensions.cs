using System.Diagnostics.CodeAnalysis;
using Gdpr.Toolkit;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures what Gdpr.Toolkit does with contexts.</summary>
public static class GdprToolkitBuilderExtensions
{
    /// <summary>Builds the model of a context when the host starts, and stops the start if its personal data is not described completely.</summary>
    /// <remarks>
    /// Without it the same errors come when the context is used first. It needs a host (<c>IHost.StartAsync</c>, which ASP.NET Core
    /// and worker services run), and no database: only the model is built.
    /// </remarks>
    /// <typeparam name="TContext">A context with <c>UseGdprToolkit()</c>, registered with <c>AddDbContext</c>.</typeparam>
    /// <param name="builder">What <c>AddGdprToolkit</c> configures.</param>
    /// <returns>The same builder. The host's start throws <see cref="OptionsValidationException"/>, which lists everything that is wrong.</returns>
    public static GdprToolkitBuilder ValidateModelOnStart<TContext>(this GdprToolkitBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<ModelValidation<TContext>>().ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ModelValidation<TContext>>, ModelValidator<TContext>>());
        return builder;
    }

    /// <summary>Includes personal data outside the database, such as files, in exports, erasures and the map.</summary>
    /// <remarks>
    /// The source is a scoped service with constructor injection. What it says of itself is compared with the models and the purposes
    /// when the host starts, and without a host when it is needed first. Can be called for several sources; twice for the same is once.
    /// </remarks>
    /// <typeparam name="TSource">The source.</typeparam>
    /// <param name="builder">What <c>AddGdprToolkit</c> configures.</param>
    /// <returns>The same builder. The host's start throws <see cref="OptionsValidationException"/>, which lists everything that is wrong.</returns>
    public static GdprToolkitBuilder AddSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>(
        this GdprToolkitBuilder builder)
        where TSource : class, IPersonalDataSource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<SourceValidation>().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SourceValidation>, SourceValidator>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Scoped<IPersonalDataSource, TSource>());
        return builder;
    }

    /// <summary>Keeps the keys of people in a database of their own, so that backups of the data and of the keys are apart.</summary>
    /// <remarks>
    /// Recommended: a backup of the data then opens nothing without the key database, and keys that an erasure destroys need
    /// not survive in old backups of the data. Keys are committed before the data that is encrypted under them; one whose data was
    /// rolled back stays unused. <see cref="IKeyDatabase"/> makes the tables, which are not part of the application's migrations.
    /// Keys that lie in the application's database are not moved.
    /// </remarks>
    /// <param name="builder">What <c>AddGdprToolkit</c> configures.</param>
    /// <param name="configure">Names the database, such as <c>options.UseNpgsql(…)</c>. SQLite and PostgreSQL.</param>
    /// <returns>The same builder.</returns>
    public static GdprToolkitBuilder UseKeyDatabase(this GdprToolkitBuilder builder, Action<DbContextOptionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var database = new KeyDatabase(configure);
        builder.Services.Replace(ServiceDescriptor.Singleton<IKeyStore>(database));
        builder.Services.Replace(ServiceDescriptor.Singleton<IKeyDatabase>(database));
        return builder;
    }
}
