using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit;

/// <summary>Configures Gdpr.Toolkit while the application starts. Not thread-safe.</summary>
public sealed partial class GdprToolkitBuilder
{
    private readonly GdprToolkitOptions _options;

    internal GdprToolkitBuilder(IServiceCollection services, GdprToolkitOptions options)
    {
        Services = services;
        _options = options;
    }

    /// <summary>Gets the services that are being configured.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Uses a certificate as key-encryption key: the keys of all people are wrapped under it.</summary>
    /// <remarks>
    /// Losing the private key makes all encrypted values unreadable for good. Without <see cref="UseSigningCertificate"/>
    /// the certificate also signs; then it must not be limited to key encipherment. What is passed may be disposed afterwards.
    /// </remarks>
    /// <param name="certificate">RSA with at least 3072 bits, with its private key.</param>
    /// <param name="recipients">Further certificates whose private keys can unwrap, for example one kept for disasters.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The certificate has no private key, or one was disposed.</exception>
    public GdprToolkitBuilder UseCertificate(X509Certificate2 certificate, params X509Certificate2[] recipients)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        RequirePrivateKey(certificate);
        _options.KeyCertificates.Clear();
        _options.KeyCertificates.AddRange([Keep(certificate), .. recipients.Select(Keep)]);
        return this;
    }

    /// <summary>Uses a certificate of its own to sign key epochs, export manifests and erasure certificates.</summary>
    /// <remarks>What is passed may be disposed afterwards.</remarks>
    /// <param name="certificate">The certificate with its private key.</param>
    /// <param name="trusted">Earlier signing certificates whose signatures still count.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The certificate has no private key, or one was disposed.</exception>
    public GdprToolkitBuilder UseSigningCertificate(X509Certificate2 certificate, params X509Certificate2[] trusted)
    {
        ArgumentNullException.ThrowIfNull(trusted);
        RequirePrivateKey(certificate);
        _options.SigningCertificate = Keep(certificate);
        _options.TrustedSigningCertificates.AddRange(trusted.Select(Keep));
        return this;
    }

    /// <summary>Says who the controller is, for what people are given to read.</summary>
    /// <param name="controller">Name, contact and supervisory authority.</param>
    /// <returns>The same builder.</returns>
    public GdprToolkitBuilder UseController(ControllerProfile controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        _options.Controller = controller;
        return this;
    }

    /// <summary>Sets the controller's time zone, in which days begin and end.</summary>
    /// <param name="ianaId">An IANA identifier, such as <c>Europe/Stockholm</c>. There is no default: without one, days are UTC and anchors must be dates.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="TimeZoneNotFoundException">The identifier is unknown here.</exception>
    public GdprToolkitBuilder UseTimeZone(string ianaId)
    {
        _options.TimeZone = TimeZoneInfo.FindSystemTimeZoneById(ianaId);
        return this;
    }

    /// <summary>Sets the day on which the controller's financial year ends.</summary>
    /// <param name="month">1 to 12. The default is 12.</param>
    /// <param name="day">1 to 31; later than the month's last day means that day. The default is 31.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public GdprToolkitBuilder UseFinancialYearEnd(int month, int day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, 31);
        _options.FinancialYear = new FinancialYear(month, day);
        return this;
    }

    /// <summary>Registers a purpose that <see cref="PersonalDataAttribute"/> can name.</summary>
    /// <param name="name">The purpose's name; case matters.</param>
    /// <param name="configure">States basis, law and retention.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The name is empty or contains a comma, or the purpose is registered already.</exception>
    public GdprToolkitBuilder Purpose(string name, Action<PurposeBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        if (name.Contains(',', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The purpose '{name}' has a comma in its name, which separates names where they are stored. Leave it out.", nameof(name));
        }

        var purpose = new PurposeBuilder(name);
        if (!_options.Purposes.TryAdd(name, purpose))
        {
            throw new ArgumentException($"Purpose '{name}' is registered already. Say all that holds for it in one call of Purpose; For(role) adds what differs by role.", nameof(name));
        }

        configure(purpose);
        return this;
    }

    /// <summary>Accepts properties of people's rows of which nobody has said whether they are personal data.</summary>
    /// <remarks>
    /// They are neither exported nor erased. Meant for the time while a large model is being annotated; the map lists what is
    /// still open. Without this call, an unclassified property is an error when the model is built.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public GdprToolkitBuilder AllowUnclassified()
    {
        _options.AllowsUnclassified = true;
        return this;
    }

    /// <summary>Lets encrypted values that an erasure has retained be read only inside a scope of a purpose that retains them.</summary>
    /// <remarks>
    /// Such a scope is begun with <see cref="IPurposeScopes.BeginPurpose"/>; outside of one, reading throws <see cref="PurposeRequiredException"/>, or gives
    /// null or the replacement where the property says so of destroyed values. Plans, explanations, exports and sweeps of the library read everything. Values in plaintext
    /// columns cannot be guarded. Without this call, retained values read like any other.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public GdprToolkitBuilder KeepRetainedBehindPurpose()
    {
        _options.KeepsRetainedBehindPurpose = true;
        return this;
    }

    /// <summary>Accepts contexts whose model holds personal data and that have EF Core's <c>EnableSensitiveDataLogging()</c> on.</summary>
    /// <remarks>
    /// EF then writes changed values, keys of rows and parameters of commands into logs and exceptions, encrypted properties included, where
    /// no erasure reaches them. Meant for tests and development without real data. Without this call, such a context throws when its model is built.
    /// </remarks>
    /// <param name="reason">Why this is right here. Kept in the source for the next reader, and used for nothing else.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public GdprToolkitBuilder AllowSensitiveDataLogging(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        _options.SensitiveDataLoggingReason = reason;
        return this;
    }

    /// <summary>Sets what reading gives once a value's key is destroyed, for encrypted properties that do not say so themselves.</summary>
    /// <remarks>
    /// It holds where the property allows it: <see cref="DestroyedValue.Null"/> where it is nullable,
    /// <see cref="DestroyedValue.Replacement"/> where one is declared. All others throw. Without this call, all throw.
    /// </remarks>
    /// <param name="value">What reading gives.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is <see cref="DestroyedValue.Default"/>, or none of the enumeration's.</exception>
    public GdprToolkitBuilder OnDestroyedValue(DestroyedValue value)
    {
        if (value == DestroyedValue.Default || !Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Say what reading gives: Throw, Null or Replacement.");
        }

        _options.DestroyedValues = value;
        return this;
    }

    /// <summary>Configures how keys are cached.</summary>
    /// <param name="configure">Changes the options.</param>
    /// <returns>The same builder.</returns>
    public GdprToolkitBuilder ConfigureKeyCache(Action<KeyCacheOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(_options.KeyCache);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.KeyCache.Capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.KeyCache.Lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.KeyCache.LeaseDuration, TimeSpan.Zero);
        return this;
    }

    private static void RequirePrivateKey(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        RequireOpen(certificate);
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException(
                "The certificate has no private key. Load it from PKCS#12 or PEM together with its key.", nameof(certificate));
        }
    }

    /// <summary>Makes an object of our own for a certificate: the application's may be gone when the first key is made, or the first erasure signed.</summary>
    private static X509Certificate2 Keep(X509Certificate2 certificate)
    {
        RequireOpen(certificate);
        return new X509Certificate2(certificate);
    }

    private static void RequireOpen(X509Certificate2 certificate)
    {
        if (certificate.Handle == IntPtr.Zero)
        {
            throw new ArgumentException(
                "The certificate was disposed before it was passed. Load it anew, and dispose it after AddGdprToolkit if at all.", nameof(certificate));
        }
    }
}
