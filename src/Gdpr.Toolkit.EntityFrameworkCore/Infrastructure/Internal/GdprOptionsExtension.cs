using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Holds;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Adds Gdpr.Toolkit to the services of a context, around those of the database provider.</summary>
internal sealed class GdprOptionsExtension(IServiceProvider? applicationServices) : IDbContextOptionsExtension
{
    private ExtensionInfo? _info;

    /// <summary>Gets the provider that was passed by hand; null to use the one that the context comes from.</summary>
    public IServiceProvider? ApplicationServices { get; } = applicationServices;

    public DbContextOptionsExtensionInfo Info => _info ??= new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services)
    {
        services.AddScoped<IConventionSetPlugin, GdprConventionSetPlugin>();
        services.AddScoped<SubjectKeyring>();
        services.AddScoped<IResettableService>(provider => provider.GetRequiredService<SubjectKeyring>());
        services.AddScoped<SealingSession>();
        services.AddScoped<IResettableService>(provider => provider.GetRequiredService<SealingSession>());
        services.AddScoped<RemovedPeople>();
        services.AddScoped<IResettableService>(provider => provider.GetRequiredService<RemovedPeople>());
        services.AddScoped<RawSqlScopes>();
        services.AddScoped<IResettableService>(provider => provider.GetRequiredService<RawSqlScopes>());
        services.AddSingleton<IInterceptor, HeldRemovalInterceptor>();
        services.AddSingleton<IInterceptor, SoftErasureInterceptor>();
        services.Decorate<IModelCacheKeyFactory>((_, inner) => new GdprModelCacheKeyFactory(inner));
        services.Decorate<IModelRuntimeInitializer>((_, inner) => new CompleteModelInitializer(inner));
        services.Decorate<IDatabase>((provider, inner) => ActivatorUtilities.CreateInstance<SealingDatabase>(provider, inner));
        services.Decorate<IModificationCommandFactory>(
            (provider, inner) => new SealingModificationCommandFactory(inner, provider.GetRequiredService<IRelationalTypeMappingSource>()));
        services.Decorate<IStructuralTypeMaterializerSource>((_, inner) => new CheckedMaterializerSource(inner));
        services.Decorate<IShapedQueryCompilingExpressionVisitorFactory>(
            (provider, inner) => ActivatorUtilities.CreateInstance<ScopedShaperFactory>(provider, inner));
        services.Decorate<ICompiledQueryCacheKeyGenerator>(
            (provider, inner) => new IndexCacheKeyGenerator(inner, provider.GetRequiredService<SubjectKeyring>()));
        services.Decorate<IQueryTranslationPreprocessorFactory>(
            (provider, inner) => ActivatorUtilities.CreateInstance<BlindIndexPreprocessorFactory>(provider, inner));
        services.Decorate<IQueryTranslationPostprocessorFactory>(
            (provider, inner) => ActivatorUtilities.CreateInstance<CiphertextGuardFactory>(provider, inner));
        services.Decorate<IQuerySqlGeneratorFactory>(
            (provider, inner) => ActivatorUtilities.CreateInstance<GuardedCommandFactory>(provider, inner));
        services.Decorate<IRawSqlCommandBuilder>((_, inner) => new GuardedSqlCommandBuilder(inner));
    }

    public void Validate(IDbContextOptions options)
    {
        var extensions = options.Extensions.ToList();
        var provider = extensions.FindIndex(extension => extension.Info.IsDatabaseProvider);
        if (provider < 0 || provider > extensions.IndexOf(this))
        {
            throw new InvalidOperationException(
                "Call UseGdprToolkit() after the database provider (UseSqlite, UseNpgsql): it wraps the provider's services.");
        }

        RefuseCompiledModel(options);
        RefuseProxies(extensions);
    }

    /// <summary>Refuses a model that was not built with this process's keys.</summary>
    /// <remarks>EF validates only when it builds a service provider, which contexts with and without a model of their own share.</remarks>
    public static void RefuseCompiledModel(IDbContextOptions options)
    {
        if (options.FindExtension<CoreOptionsExtension>()?.Model is not null)
        {
            throw ModelStamp.CompiledModel();
        }
    }

    /// <summary>Refuses proxies by name: EF would speak of a class of the toolkit's that is sealed.</summary>
    private static void RefuseProxies(IEnumerable<IDbContextOptionsExtension> extensions)
    {
        // In a package of its own, which says what it does in the text for logs, and nothing where it is switched off.
        if (extensions.Any(extension => extension.GetType().Name == "ProxiesOptionsExtension" && extension.Info.LogFragment.Length > 0))
        {
            throw new NotSupportedException(
                "UseLazyLoadingProxies and UseChangeTrackingProxies derive a class from every entity, which the toolkit's own do not allow. Remove the call, "
                + "and load what is needed with Include or Entry(…).LoadAsync(); or let entities take an ILazyLoader in their constructor, which works.");
        }
    }

    private sealed class ExtensionInfo(GdprOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "using Gdpr.Toolkit ";

        // Keys and configuration hang on the model (see GdprModelCacheKeyFactory), so that all contexts share one provider.
        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) => debugInfo["Gdpr.Toolkit"] = "1";
    }
}
