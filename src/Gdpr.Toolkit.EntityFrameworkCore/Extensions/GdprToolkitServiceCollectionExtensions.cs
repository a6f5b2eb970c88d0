using System.Diagnostics.CodeAnalysis;
using Gdpr.Toolkit;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Recipients;
using Gdpr.Toolkit.Retention;
using Gdpr.Toolkit.Sources;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Gdpr.Toolkit.</summary>
public static class GdprToolkitServiceCollectionExtensions
{
    /// <summary>Registers Gdpr.Toolkit for all contexts that call <c>UseGdprToolkit()</c>. Can be called several times.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets certificates, purposes and time zone.</param>
    /// <returns>The builder, for what other packages add.</returns>
    [RequiresUnreferencedCode(PublishingLimits.Trimming)]
    [RequiresDynamicCode(PublishingLimits.NativeAot)]
    public static GdprToolkitBuilder AddGdprToolkit(this IServiceCollection services, Action<GdprToolkitBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton(new GdprToolkitOptions());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IKeyStore, ApplicationKeyStore>();
        services.TryAddSingleton<GdprRuntime>();
        services.TryAddSingleton<IKeyRotation, KeyRotation>();
        services.TryAddSingleton<IPlaintextMigration, PlaintextMigration>();
        services.TryAddScoped<SubjectContexts>();
        services.TryAddScoped<PersonalDataSources>();
        services.TryAddScoped<CertificateHandover>();
        services.TryAddScoped<ErasureConclusion>();
        services.TryAddScoped<PersonalDataErasure>();
        services.TryAddScoped<IPersonalDataErasure>(provider => provider.GetRequiredService<PersonalDataErasure>());
        services.TryAddScoped<IErasureRecovery, ErasureRecovery>();
        services.TryAddSingleton<ISweepSwitch, SweepSwitch>();
        services.TryAddSingleton<SweepState>();
        services.TryAddScoped<RetentionSweep>();
        services.TryAddScoped<IRetentionSweep>(provider => provider.GetRequiredService<RetentionSweep>());
        services.TryAddScoped<IPersonalDataKeyGroups, PersonalDataKeyGroups>();
        services.TryAddScoped<IPersonalDataRetention, PersonalDataRetention>();
        services.TryAddScoped<IPersonalDataExport, PersonalDataExport>();
        services.TryAddScoped<IPersonalDataProtector, PersonalDataProtector>();
        services.TryAddScoped<IPersonalDataConsent, PersonalDataConsent>();
        services.TryAddScoped<IPersonalDataObjections, PersonalDataObjections>();
        services.TryAddScoped<IProcessingRestrictions, ProcessingRestrictions>();
        services.TryAddSingleton<IPurposeScopes, PurposeScopes>();
        services.TryAddScoped<ILegalHolds, LegalHolds>();
        services.TryAddSingleton<NoticeState>();
        services.TryAddScoped<RecipientNotices>();
        services.TryAddScoped<IRecipientNotices>(provider => provider.GetRequiredService<RecipientNotices>());
        services.TryAddScoped<ISuppressionList, SuppressionList>();
        services.TryAddScoped<IProcessingGuard, ProcessingGuard>();
        var options = (GdprToolkitOptions)services.First(service => service.ServiceType == typeof(GdprToolkitOptions)).ImplementationInstance!;
        var builder = new GdprToolkitBuilder(services, options);
        configure(builder);
        return builder;
    }
}
