using Gdpr.Toolkit.PackageTests.Packing;

namespace Gdpr.Toolkit.PackageTests.Consumers;

/// <summary>What the README promises, with the packages alone: five lines, and the database file holds no plaintext.</summary>
[Collection(OnePacking.Name)]
public class EncryptingConsumerTests(PackedPackages packages)
{
    private const string Shop = """
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;
        using System.Text;
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;

        using var rsa = RSA.Create(3072);
        var request = new CertificateRequest("CN=Shop", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // OpenSSL writes this identifier by default; .NET does not.
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        var database = Path.Combine(AppContext.BaseDirectory, "shop.db");

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGdprToolkit(gdpr => gdpr
            .UseCertificate(certificate)
            .Purpose("service", purpose => purpose.On(LegalBasis.Contract).RetainFor("P1Y", from: RetentionAnchor.Created)));
        services.AddDbContext<ShopContext>(options => options.UseSqlite($"Data Source={database};Pooling=False").UseGdprToolkit());
        await using var provider = services.BuildServiceProvider();

        await using (var scope = provider.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
            await db.Database.EnsureCreatedAsync();
            db.Add(new Customer { Email = "ada@example.org", Color = "plain-green" });
            await db.SaveChangesAsync();
        }

        await using (var scope = provider.CreateAsyncScope())
        {
            var ada = await scope.ServiceProvider.GetRequiredService<ShopContext>().Customers.SingleAsync();
            var isReadBack = ada.Email == "ada@example.org";
            Console.WriteLine($"read back: {isReadBack}");
        }

        var bytes = Directory.GetFiles(AppContext.BaseDirectory, "shop.db*").SelectMany(File.ReadAllBytes).ToArray();
        Console.WriteLine($"e-mail in the file: {Holds("ada@example.org")}");
        Console.WriteLine($"colour in the file: {Holds("plain-green")}");

        bool Holds(string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

        [DataSubject(DataSubjectRole.Customer)]
        public class Customer
        {
            public int Id { get; set; }

            [PersonalData(PersonalDataCategory.EmailAddress, "service")]
            [Encrypted]
            public required string Email { get; set; }

            [NotPersonalData("the colour of a product")]
            public required string Color { get; set; }

            [AnchorsRetention(RetentionAnchor.Created)]
            public DateOnly CreatedOn { get; set; } = DateOnly.FromDateTime(DateTime.UtcNow);
        }

        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
        {
            public DbSet<Customer> Customers => Set<Customer>();
        }
        """;

    [Fact]
    public async Task An_encrypted_e_mail_is_read_back_and_is_not_in_the_database_file()
    {
        // SQLitePCLRaw by name: EF Core asks for a version that is not always served.
        var consumer = Consumer.Create(
            packages,
            "encrypting",
            ["Gdpr.Toolkit", "Microsoft.EntityFrameworkCore.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "SQLitePCLRaw.core"],
            new Dictionary<string, string> { ["Program.cs"] = Shop });

        var build = (await consumer.BuildAsync()).Succeeded();
        var run = (await consumer.RunAsync()).Succeeded();

        Assert.Empty(build.Warnings);
        Assert.Contains("read back: True", run.Output, StringComparison.Ordinal);
        Assert.Contains("e-mail in the file: False", run.Output, StringComparison.Ordinal);

        // The search works: it finds what is not encrypted.
        Assert.Contains("colour in the file: True", run.Output, StringComparison.Ordinal);
    }
}
