using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Model;

/// <summary>Refuses a model with personal data where EF would write values into logs and exceptions.</summary>
internal sealed class SensitiveLoggingConvention(IDbContextOptions options, GdprRuntime runtime) : IModelFinalizingConvention
{
    public static bool IsOn(IDbContextOptions options) => options.FindExtension<CoreOptionsExtension>()?.IsSensitiveDataLoggingEnabled == true;

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        if (IsOn(options)
            && runtime.Options.SensitiveDataLoggingReason is null
            && modelBuilder.Metadata.GetEntityTypes().Any(type => type.SubjectType() is not null))
        {
            throw new InvalidOperationException(
                $"EnableSensitiveDataLogging() is on for '{((DbContextOptions)options).ContextType.Name}', whose model holds personal data: EF would write changed "
                + "values, keys and parameters into logs and exceptions, where no erasure reaches them. Remove the call; or, where no real "
                + "data is, say why it is right: gdpr.AllowSensitiveDataLogging(\"…\") in AddGdprToolkit. See docs/guards.md.");
        }
    }
}
