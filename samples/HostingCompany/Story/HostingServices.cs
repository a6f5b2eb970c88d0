using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit;
using HostingCompany.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostingCompany.Story;

/// <summary>The registration: what an application writes once.</summary>
internal static class HostingServices
{
    private const string BookkeepingAct = "Bokföringslagen 1999:1078 ch. 7 § 2";

    /// <summary>Registers the library, the purposes and the database.</summary>
    /// <param name="keyCertificate">Encrypts the keys of people.</param>
    /// <param name="signingCertificate">Signs certificates and export packages.</param>
    /// <param name="databasePath">The SQLite file.</param>
    /// <param name="postgresConnection">A PostgreSQL database to use instead.</param>
    /// <param name="sql">Remembers the SQL that was run.</param>
    public static ServiceProvider Build(
        X509Certificate2 keyCertificate,
        X509Certificate2 signingCertificate,
        string databasePath,
        string? postgresConnection,
        SqlRecorder sql)
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr =>
        {
            gdpr.UseCertificate(keyCertificate);
            gdpr.UseSigningCertificate(signingCertificate);
            gdpr.UseTimeZone("Europe/Stockholm");
            gdpr.Purpose(Purposes.Service, purpose => purpose
                .On(LegalBasis.Contract));
            gdpr.Purpose(Purposes.Support, purpose => purpose
                .On(LegalBasis.Contract));
            gdpr.Purpose(Purposes.Security, purpose => purpose
                .On(LegalBasis.LegitimateInterests, "finding and stopping misuse of accounts"));
            gdpr.Purpose(Purposes.Marketing, purpose => purpose
                .For(DataSubjectRole.Customer)
                .On(LegalBasis.LegitimateInterests, "telling customers about our products")
                .RetainFor("P12M", from: RetentionAnchor.ContractEnded));
            gdpr.Purpose(Purposes.Accounting, purpose => purpose
                .On(LegalBasis.LegalObligation, law: BookkeepingAct)
                .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd));
        });

        var sqlite = new SqliteConnectionStringBuilder { DataSource = databasePath }.ToString();
        services.AddDbContext<HostingContext>(options =>
            (postgresConnection is null ? options.UseSqlite(sqlite) : options.UseNpgsql(postgresConnection))
            .UseGdprToolkit()
            .AddInterceptors(sql));
        return services.BuildServiceProvider(validateScopes: true);
    }
}
