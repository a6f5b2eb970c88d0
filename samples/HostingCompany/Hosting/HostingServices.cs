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
            gdpr.UseController(new ControllerProfile("Exempelhotellet AB")
            {
                OrganisationNumber = "556000-0000",
                Contact = "personuppgifter@exempelhotellet.example",
                DataProtectionOfficer = "dataskyddsombud@exempelhotellet.example",
                SupervisoryAuthority = "Integritetsskyddsmyndigheten, imy@imy.se",
            });
            gdpr.Services.AddSingleton(new DirectoryInfo(Path.GetDirectoryName(databasePath)!));
            gdpr.AddSource<CaseFiles>();
            RegisterPurposes(gdpr);
        });

        var sqlite = new SqliteConnectionStringBuilder { DataSource = databasePath }.ToString();
        services.AddDbContext<HostingContext>(options =>
            (postgresConnection is null ? options.UseSqlite(sqlite) : options.UseNpgsql(postgresConnection))
            .UseGdprToolkit()
            .AddInterceptors(sql));
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static void RegisterPurposes(GdprToolkitBuilder gdpr)
    {
        gdpr.Purpose(Purposes.Service, purpose =>
        {
            purpose.As(ProcessingPurpose.ServiceProvision)
                .Titled(sv: "Leverera tjänsten", en: "Deliver the service")
                .Described(
                    sv: "Vi behöver uppgifterna för att leverera det du har beställt och få betalt.",
                    en: "We need the data to deliver what you ordered and to be paid.");
            purpose.On(LegalBasis.Contract)
                .RetainUntil(RetentionAnchor.ContractEnded);
            purpose.For(DataSubjectRole.CustomerRepresentative)
                .On(LegalBasis.LegitimateInterests, "fulfilling the contract with your employer")
                .WithCriteria("as long as you act for the customer");
        });
        gdpr.Purpose(Purposes.Support, purpose => purpose
            .As(ProcessingPurpose.CustomerCare)
            .Titled(sv: "Svara på frågor", en: "Answer questions")
            .On(LegalBasis.Contract)
            .WithCriteria("as long as the case may be opened again"));
        gdpr.Purpose(Purposes.Security, purpose => purpose
            .As(ProcessingPurpose.MisusePreventionAndDetection)
            .Titled(sv: "Upptäcka missbruk", en: "Find misuse")
            .On(LegalBasis.LegitimateInterests, "finding and stopping misuse of accounts")
            .RetainFor("P6M", from: RetentionAnchor.Created));
        gdpr.Purpose(Purposes.Marketing, purpose => purpose
            .As(ProcessingPurpose.DirectMarketing)
            .Titled(sv: "Berätta om produkter", en: "Tell about products")
            .For(DataSubjectRole.Customer)
            .On(LegalBasis.LegitimateInterests, "telling customers about our products")
            .RetainFor("P12M", from: RetentionAnchor.ContractEnded));
        gdpr.Purpose(Purposes.Accounting, purpose => purpose
            .As(ProcessingPurpose.Accounting)
            .Titled(sv: "Bokföring", en: "Bookkeeping")
            .SharedWith(new DataRecipient("Skatteverket", RecipientKind.TaxAuthority) { Country = "SE" })
            .On(LegalBasis.LegalObligation, law: BookkeepingAct)
            .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd));
    }
}
