using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What is said about certificates when keys are first needed, once for each service provider.</summary>
internal static partial class CertificateLog
{
    public const string Category = "Gdpr.Toolkit.Encryption";

    public static void WarnAbout(GdprToolkitOptions options, DateTimeOffset now, ILoggerFactory? loggers)
    {
        if (loggers?.CreateLogger(Category) is not { } logger)
            return;
        if (options.DevelopmentCertificate is { } development && options.KeyCertificates.Contains(development))
            DevelopmentKeyInUse(logger);
        foreach (var certificate in options.KeyCertificates.Append(options.EffectiveSigningCertificate!).Distinct())
        {
            if (now < certificate.NotBefore || now > certificate.NotAfter)
                NotValidNow(logger, certificate.Subject, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        }
    }

    [LoggerMessage(1000, LogLevel.Warning, "Personal data is encrypted under a development key: whoever has its file can read everything. Use a certificate before real data is stored.")]
    private static partial void DevelopmentKeyInUse(ILogger logger);

    [LoggerMessage(1001, LogLevel.Warning, "The certificate '{Subject}' is valid from {NotBefore:O} to {NotAfter:O} only. It goes on being used, so that data stays readable; renew it.")]
    private static partial void NotValidNow(ILogger logger, string subject, DateTime notBefore, DateTime notAfter);
}
