using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit;
using HostingCompany.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostingCompany.Hosting;

/// <summary>The registration: what an application writes once.</summary>
internal static class HostingServices
{
    /// <summary>Where the company is: its days begin and end there.</summary>
    public const string TimeZone = "Europe/Stockholm";

    // An erasure waits a little more than this for other processes; the sample is the only one.
    private static readonly TimeSpan ShortLease = TimeSpan.FromMilliseconds(500);

    /// <summary>Registers the library, the purposes and the database.</summary>
    /// <param name="keyCertificate">Encrypts the keys of people.</param>
    /// <param name="signingCertificate">Signs certificates and export packages.</param>
    /// <param name="files">The files that the application uses.</param>
    /// <param name="postgresConnection">A PostgreSQL database to use instead of the SQLite file.</param>
    /// <param name="clock">What time it is in the story. An application leaves it out.</param>
    /// <param name="sql">Remembers the SQL that was run.</param>
    public static ServiceProvider Build(
        X509Certificate2 keyCertificate,
        X509Certificate2 signingCertificate,
        HostingFiles files,
        string? postgresConnection,
        TimeProvider clock,
        SqlRecorder sql)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddSingleton<MailingHouse>();
        services.AddSingleton<CertificateArchive>();
        services.AddSingleton(new DirectoryInfo(Path.GetDirectoryName(files.Database)!));
        services.AddGdprToolkit(gdpr =>
        {
            gdpr.UseCertificate(keyCertificate);
            gdpr.UseSigningCertificate(signingCertificate);
            gdpr.KeepErasureCertificates((services, certificate, _) => services.GetRequiredService<CertificateArchive>().KeepAsync(certificate));
            gdpr.UseEpochSecretFile(files.EpochSecrets);
            gdpr.ConfigureKeyCache(cache => cache.LeaseDuration = ShortLease);
            gdpr.UseTimeZone(TimeZone);
            gdpr.UseController(new ControllerProfile("Exempelhotellet AB")
            {
                OrganisationNumber = "556000-0000",
                Contact = "personuppgifter@exempelhotellet.example",
                DataProtectionOfficer = "dataskyddsombud@exempelhotellet.example",
                SupervisoryAuthority = "Integritetsskyddsmyndigheten, imy@imy.se",
            });
            gdpr.KeepRetainedBehindPurpose();
            gdpr.AddSource<CaseFiles>();
            gdpr.NotifyRecipients<RecipientLetters>(notices => notices
                .Identify<NewsletterSubscriber>(MailingHouse.Name, subscriber => subscriber.Email));
            HostingPurposes.Register(gdpr);
            if (files.Ledger is { } ledger)
            {
                gdpr.UseErasureLedgerFile(ledger);
            }
        });

        var sqlite = new SqliteConnectionStringBuilder { DataSource = files.Database }.ToString();
        services.AddDbContext<HostingContext>(options =>
            (postgresConnection is null ? options.UseSqlite(sqlite) : options.UseNpgsql(postgresConnection))
            .UseGdprToolkit()
            .AddInterceptors(sql));
        return services.BuildServiceProvider(validateScopes: true);
    }
}
