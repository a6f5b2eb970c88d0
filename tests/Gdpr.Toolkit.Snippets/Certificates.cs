using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets;

/// <summary>Where certificates and keys come in.</summary>
public static class Certificates
{
    public static void Load(IServiceCollection services)
    {
        #region LoadCertificates
        var signing = X509CertificateLoader.LoadPkcs12FromFile("signing.pfx", Environment.GetEnvironmentVariable("SIGNING_PASSWORD"));
        services.AddGdprToolkit(gdpr => gdpr
            .UseCertificateFromPkcs12("keys.pfx", Environment.GetEnvironmentVariable("KEYS_PASSWORD"))
            .UseSigningCertificate(signing));
        #endregion
    }

    public static void Develop(GdprToolkitBuilder gdpr)
    {
        #region DevelopmentKey
        gdpr.UseDevelopmentKey("gdpr-development.pfx");
        #endregion
    }

    public static void Renew(GdprToolkitBuilder gdpr, X509Certificate2 keys, X509Certificate2 recovery, X509Certificate2 signing, X509Certificate2 oldSigning)
    {
        #region RenewCertificates
        gdpr.UseCertificate(keys, recovery);
        gdpr.UseSigningCertificate(signing, oldSigning);
        #endregion
    }

    public static void Cache(GdprToolkitBuilder gdpr)
    {
        #region KeyCache
        gdpr.ConfigureKeyCache(cache =>
        {
            cache.Capacity = 50_000;
            cache.Lifetime = TimeSpan.FromSeconds(20);
            cache.LeaseDuration = TimeSpan.FromSeconds(2);
        });
        #endregion
    }
}
