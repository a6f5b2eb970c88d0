using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Retention;
using Gdpr.Toolkit.Signing;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>What all contexts of one service provider share: configuration, keys in memory, signer. Thread-safe.</summary>
internal sealed class GdprRuntime : IDisposable
{
    private readonly Lazy<DocumentSigner> _signer;

    public GdprRuntime(GdprToolkitOptions options, TimeProvider time, IKeyStore keyStore, ILoggerFactory? loggers = null)
    {
        Options = options;
        KeyStore = keyStore;
        Time = time;
        Purposes = options.BuildPurposes();
        Zone = options.TimeZone is { } zone ? new ControllerZone(zone) : ControllerZone.Utc;
        Retention = new RetentionSolver(new RetentionCalendar(options.FinancialYear), Zone);
        Keys = new SubjectKeyCache(options.KeyCache.Capacity, options.KeyCache.Lifetime, time);
        Leases = new KeyLeases(options.KeyCache.LeaseDuration, time, Keys);
        Realms = new RealmCache(options.KeyCache.Lifetime, time);
        RealmFactory = CreateRealmFactory(options, time);
        Ledger = options.ErasureLedger is { } ledger ? new LedgerGate(ledger, options.KeyCache.LeaseDuration, time) : null;
        CertificateLog.WarnAbout(options, time.GetUtcNow(), loggers);
        _signer = new Lazy<DocumentSigner>(() => new DocumentSigner(options.EffectiveSigningCertificate!, time));
    }

    public GdprToolkitOptions Options { get; }

    public TimeProvider Time { get; }

    public PurposeRegistry Purposes { get; }

    /// <summary>Gets the controller's time zone.</summary>
    public ControllerZone Zone { get; }

    public RetentionSolver Retention { get; }

    /// <summary>Gets 32 random bytes that only this process knows.</summary>
    public byte[] ProcessKey { get; } = RandomNumberGenerator.GetBytes(32);

    public IKeyStore KeyStore { get; }

    public SubjectKeyCache Keys { get; }

    /// <summary>Gets what open transactions of the application have made.</summary>
    public OpenTransactions Transactions { get; } = new();

    public KeyLeases Leases { get; }

    public RealmCache Realms { get; }

    public RealmFactory RealmFactory { get; }

    /// <summary>Gets what compares databases with the erasure ledger; null where none is configured.</summary>
    public LedgerGate? Ledger { get; }

    public DocumentSigner Signer => _signer.Value;

    /// <summary>Gets today's date in the controller's time zone.</summary>
    public DateOnly Today => Zone.DayOf(Time.GetUtcNow());

    /// <summary>Finds the runtime that a context's options lead to.</summary>
    /// <exception cref="InvalidOperationException">There is no application service provider, or AddGdprToolkit was not called.</exception>
    public static GdprRuntime Of(IDbContextOptions options)
    {
        GdprOptionsExtension.RefuseCompiledModel(options);
        var services = options.FindExtension<GdprOptionsExtension>()?.ApplicationServices
            ?? options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider
            ?? throw new InvalidOperationException(
                "UseGdprToolkit() finds its services through the application's service provider, and this context has none. "
                + "Register the context with AddDbContext, or pass the provider: UseGdprToolkit(serviceProvider).");
        return services.GetService<GdprRuntime>()
            ?? throw new InvalidOperationException(
                "The services of Gdpr.Toolkit are not registered. Call services.AddGdprToolkit(gdpr => gdpr.UseCertificate(…)) "
                + "on the service collection that this context comes from.");
    }

    /// <summary>Takes a date, or the day of an instant in the controller's time zone, from a property that anchors retention.</summary>
    public DateOnly? Day(object? value) => value switch
    {
        null => null,
        DateOnly date => date,
        DateTimeOffset instant => Zone.DayOf(instant),
        DateTime { Kind: DateTimeKind.Unspecified } local => DateOnly.FromDateTime(local),
        DateTime instant => Zone.DayOf(new DateTimeOffset(instant)),
        _ => throw new InvalidOperationException("A date that retention runs from is a DateOnly, DateTime or DateTimeOffset."),
    };

    public void Dispose()
    {
        Realms.Dispose();
        Keys.Dispose();
    }

    private static RealmFactory CreateRealmFactory(GdprToolkitOptions options, TimeProvider time)
    {
        var signing = options.EffectiveSigningCertificate;
        if (options.KeyCertificates.Count == 0 && options.KeyEncryptionKey is null)
        {
            throw new InvalidOperationException(
                "Gdpr.Toolkit has no key-encryption key. Call gdpr.UseCertificate(…) in AddGdprToolkit with an RSA certificate "
                + "of at least 3072 bits and its private key, or gdpr.UseKeyEncryptionKey(…).");
        }

        if (signing is null || (options.KeyEncryptionKey is not null && options.SigningCertificate is null))
        {
            throw new InvalidOperationException(
                "gdpr.UseKeyEncryptionKey(…) needs a certificate that signs key epochs. Call gdpr.UseSigningCertificate(…) as well.");
        }

        RequireUsage(signing, X509KeyUsageFlags.DigitalSignature, "sign", "Pass one that may to UseSigningCertificate.");
        return new RealmFactory(
            CreateKeyEncryptionKey(options), new EpochSigner(signing, options.TrustedSigningCertificates), time, options.EpochSecrets);
    }

    private static IKeyEncryptionKey CreateKeyEncryptionKey(GdprToolkitOptions options)
    {
        if (options.KeyCertificates.Count == 0)
        {
            return options.KeyEncryptionKey!;
        }

        RequireUsage(options.KeyCertificates[0], X509KeyUsageFlags.KeyEncipherment, "wrap keys", "Pass one that may to UseCertificate.");
        var certificates = new CertificateKeyEncryptionKey(options.KeyCertificates);
        return options.KeyEncryptionKey is { } own ? new FallbackKeyEncryptionKey(own, certificates) : certificates;
    }

    private static void RequireUsage(X509Certificate2 certificate, X509KeyUsageFlags usage, string what, string wayOut)
    {
        var declared = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        if (declared is not null && !declared.KeyUsages.HasFlag(usage))
        {
            throw new InvalidOperationException(
                $"The certificate '{certificate.Subject}' may not {what}: its key usage lacks '{usage}'. {wayOut}");
        }
    }
}
