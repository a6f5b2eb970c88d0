using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Recipients;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>One scope of the application, as a web request has one.</summary>
public sealed class TestScope<TContext>(AsyncServiceScope scope) : IAsyncDisposable
    where TContext : DbContext
{
    public TContext Context { get; } = scope.ServiceProvider.GetRequiredService<TContext>();

    public IPersonalDataErasure Erasure => scope.ServiceProvider.GetRequiredService<IPersonalDataErasure>();

    public IErasureRecovery Recovery => scope.ServiceProvider.GetRequiredService<IErasureRecovery>();

    public IPersonalDataExport Export => scope.ServiceProvider.GetRequiredService<IPersonalDataExport>();

    public IPersonalDataProtector Protector => scope.ServiceProvider.GetRequiredService<IPersonalDataProtector>();

    public IPersonalDataKeyGroups KeyGroups => scope.ServiceProvider.GetRequiredService<IPersonalDataKeyGroups>();

    public IPersonalDataRetention Retention => scope.ServiceProvider.GetRequiredService<IPersonalDataRetention>();

    public IRetentionSweep Sweep => scope.ServiceProvider.GetRequiredService<IRetentionSweep>();

    public IPurposeScopes Purposes => scope.ServiceProvider.GetRequiredService<IPurposeScopes>();

    public IPersonalDataConsent Consent => scope.ServiceProvider.GetRequiredService<IPersonalDataConsent>();

    public IPersonalDataObjections Objections => scope.ServiceProvider.GetRequiredService<IPersonalDataObjections>();

    public IProcessingRestrictions Restrictions => scope.ServiceProvider.GetRequiredService<IProcessingRestrictions>();

    public ISuppressionList Suppressions => scope.ServiceProvider.GetRequiredService<ISuppressionList>();

    public ILegalHolds Holds => scope.ServiceProvider.GetRequiredService<ILegalHolds>();

    public IRecipientNotices Notices => scope.ServiceProvider.GetRequiredService<IRecipientNotices>();

    public IProcessingGuard Guard => scope.ServiceProvider.GetRequiredService<IProcessingGuard>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
