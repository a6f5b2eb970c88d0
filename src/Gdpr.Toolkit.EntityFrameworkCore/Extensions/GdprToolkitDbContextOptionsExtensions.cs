using System.Diagnostics.CodeAnalysis;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds Gdpr.Toolkit to a context.</summary>
public static class GdprToolkitDbContextOptionsExtensions
{
    /// <summary>Encrypts, finds, exports and erases what the context's model marks as personal data.</summary>
    /// <remarks>
    /// Call it after the database provider, on a context that comes from a service collection on which
    /// <c>AddGdprToolkit</c> was called. It adds the tables of keys to the model.
    /// </remarks>
    /// <param name="options">The options of the context.</param>
    /// <param name="applicationServices">Where to find the services, for a context that is not registered with <c>AddDbContext</c>.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="NotSupportedException">The application was published with native AOT.</exception>
    [RequiresUnreferencedCode(PublishingLimits.Trimming)]
    [RequiresDynamicCode(PublishingLimits.NativeAot)]
    public static DbContextOptionsBuilder UseGdprToolkit(
        this DbContextOptionsBuilder options, IServiceProvider? applicationServices = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        PublishingLimits.RequireDynamicCode();
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new GdprOptionsExtension(applicationServices));
        return options;
    }

    /// <inheritdoc cref="UseGdprToolkit(DbContextOptionsBuilder, IServiceProvider?)"/>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    /// <param name="options">The options of the context.</param>
    /// <param name="applicationServices">Where to find the services, for a context that is not registered with <c>AddDbContext</c>.</param>
    [RequiresUnreferencedCode(PublishingLimits.Trimming)]
    [RequiresDynamicCode(PublishingLimits.NativeAot)]
    public static DbContextOptionsBuilder<TContext> UseGdprToolkit<TContext>(
        this DbContextOptionsBuilder<TContext> options, IServiceProvider? applicationServices = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseGdprToolkit((DbContextOptionsBuilder)options, applicationServices);
}
