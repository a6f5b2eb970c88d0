using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Completes the models of the library's own contexts, which many may open for the first time at once.</summary>
internal sealed class CompleteModelExtension : IDbContextOptionsExtension
{
    private static readonly CompleteModelExtension Instance = new();

    public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this);

    /// <param name="builder">The options; the provider has been chosen.</param>
    public static void AddTo(DbContextOptionsBuilder builder)
        => ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(Instance);

    public void ApplyServices(IServiceCollection services)
        => services.Decorate<IModelRuntimeInitializer>((_, inner) => new CompleteModelInitializer(inner));

    public void Validate(IDbContextOptions options)
    {
    }

    private sealed class ExtensionInfo(CompleteModelExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
        }
    }
}
