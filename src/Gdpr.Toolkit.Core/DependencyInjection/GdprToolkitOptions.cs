using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit;

/// <summary>What the application configured, in one place.</summary>
internal sealed class GdprToolkitOptions
{
    public List<X509Certificate2> KeyCertificates { get; } = [];

    /// <summary>Gets or sets the certificate that was made for development, which is warned about where it is in use.</summary>
    public X509Certificate2? DevelopmentCertificate { get; set; }

    /// <summary>Gets or sets the key encryption key of the application's own; null where certificates are it.</summary>
    public IKeyEncryptionKey? KeyEncryptionKey { get; set; }

    /// <summary>Gets or sets where epoch secrets are kept; null where there are none.</summary>
    public IEpochSecretStore? EpochSecrets { get; set; }

    /// <summary>Gets or sets where erasures are recorded outside of the database; null where they are not.</summary>
    public IErasureLedger? ErasureLedger { get; set; }

    public X509Certificate2? SigningCertificate { get; set; }

    public List<X509Certificate2> TrustedSigningCertificates { get; } = [];

    public ControllerProfile? Controller { get; set; }

    public TimeZoneInfo? TimeZone { get; set; }

    public FinancialYear FinancialYear { get; set; } = FinancialYear.Calendar;

    public KeyCacheOptions KeyCache { get; } = new();

    public DestroyedValue DestroyedValues { get; set; } = DestroyedValue.Throw;

    /// <summary>Gets the categories of personal data that are encrypted wherever they are, and how.</summary>
    public Dictionary<PersonalDataCategory, EncryptedAttribute> EncryptedCategories { get; } = [];

    public KeyRotationOptions KeyRotation { get; } = new();

    public RecipientNoticeOptions Notices { get; } = new();

    /// <summary>Gets or sets whether every blind index has a second column.</summary>
    public bool PreparesIndexRotation { get; set; }

    public bool AllowsUnclassified { get; set; }

    public bool KeepsRetainedBehindPurpose { get; set; }

    public string? SensitiveDataLoggingReason { get; set; }

    public Dictionary<string, PurposeBuilder> Purposes { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the certificate that signs: the one named for it, or the key certificate.</summary>
    public X509Certificate2? EffectiveSigningCertificate => SigningCertificate ?? KeyCertificates.FirstOrDefault();

    public PurposeRegistry BuildPurposes() => new(Purposes.Values.Select(purpose => purpose.Build()));
}
