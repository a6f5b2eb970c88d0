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
        services.AddSingleton<IInterceptor, ParameterScopeInterceptor>();
        services.AddSingleton<IInterceptor, HeldRemovalInterceptor>();
        services.AddSingleton<IInterceptor, RawCommandInterceptor>();
        services.AddSingleton<IInterceptor, SoftErasureInterceptor>();
        services.Decorate<IModelCacheKeyFactory>((_, inner) => new GdprModelCacheKeyFactory(inner));
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
            (provider, inner) => ActivatorUtilities.CreateInstance<ScopedCommandFactory>(provider, inner));
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
