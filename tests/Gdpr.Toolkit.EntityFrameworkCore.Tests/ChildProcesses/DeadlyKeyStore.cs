using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Makes the moments before and after everything that is written to a key store deadly steps.</summary>
internal sealed class DeadlyKeyStore(IKeyStore inner, DeadlySteps steps) : IKeyStore
{
    /// <summary>Puts itself around the store that the application would use.</summary>
    public static void Decorate(IServiceCollection services, ChildTarget target, DeadlySteps steps)
        => Decorate(services, target.KeyConnectionString is not null, steps);

    /// <inheritdoc cref="Decorate(IServiceCollection, ChildTarget, DeadlySteps)"/>
    public static void Decorate(IServiceCollection services, bool ownKeyDatabase, DeadlySteps steps)
    {
        var inner = ownKeyDatabase
            ? (IKeyStore)services.Last(service => service.ServiceType == typeof(IKeyStore)).ImplementationInstance!
            : new ApplicationKeyStore();
        services.Replace(ServiceDescriptor.Singleton<IKeyStore>(new DeadlyKeyStore(inner, steps)));
    }

    public bool IsInApplicationDatabase => inner.IsInApplicationDatabase;

    public TimeSpan LongestUse(TimeSpan leaseDuration) => inner.LongestUse(leaseDuration);

    public object IdentityFor(DbContext context) => inner.IdentityFor(context);

    public IKeyStoreSession Open(DbContext context) => new Session(inner.Open(context), steps);

    public IKeyStoreSession OpenForLookUp(DbContext context) => inner.OpenForLookUp(context);

    private sealed class Session(IKeyStoreSession inner, DeadlySteps steps) : ForwardingKeyStoreSession(inner)
    {
        public override async ValueTask<bool> TryApplyAsync(KeyStoreChanges changes, bool async, CancellationToken cancellationToken)
        {
            steps.Step();
            var applied = await base.TryApplyAsync(changes, async, cancellationToken);
            steps.Step();
            return applied;
        }
    }
}
