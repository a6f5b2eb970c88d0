using HostingCompany.Data;
using HostingCompany.Hosting;
using HostingCompany.Output;
using HostingCompany.Story.Acts;
using Spectre.Console;

namespace HostingCompany.Story;

/// <summary>Seven years at a hosting company in twelve acts. Each ends with checks of what it claims.</summary>
internal sealed class HostingStory(Arguments arguments, IAnsiConsole console)
{
    // Taken before any work is done: a directory that cannot be used is found at once.
    private static readonly string[] Files =
    [
        "hosting.db", "hosting.db-wal", "hosting.db-shm", "hosting.db.gdpr-erasure", "hosting.db.gdpr-sweep", "backup.db", "backup.db-wal", "backup.db-shm", "demo-key-certificate.pfx",
        "demo-epochs.secret", "demo-epochs.secret.lock", "demo-epochs.secret.tmp",
        "erasures.ledger", "erasures.ledger.lock", "erasures.ledger.replay", "people.csv", "erased.csv", "issuer.pem",
        "personal-data.md", "retention-plan.en.md", "retention-plan.sv.md",
    ];

    /// <summary>Tells the story.</summary>
    /// <returns>Whether all checks hold.</returns>
    public async Task<bool> TellAsync(CancellationToken cancellationToken)
    {
        if (arguments.PostgresConnection is { } connection)
        {
            await Database.TryConnectAsync(connection, cancellationToken);
        }

        var output = OutputDirectory.Open(arguments.OutputDirectory, Files);
        using var keyCertificate = DemoCertificates.CreateKeyCertificate(output.Claim("demo-key-certificate.pfx"));
        using var signingCertificate = DemoCertificates.CreateSigningCertificate();
        var files = new HostingFiles(output.Claim("hosting.db"), output.Claim("erasures.ledger"), output.Claim("demo-epochs.secret"));
        var clock = new StoryClock();
        var sql = new SqlRecorder();
        await using var application = new Application(
            () => HostingServices.Build(keyCertificate, signingCertificate, files, arguments.PostgresConnection, clock, sql));
        var customers = new CustomerGenerator(clock.Today).Generate(arguments.Customers).ToList();
        var stage = new Stage
        {
            Arguments = arguments,
            Console = console,
            Checks = new Checks(console),
            Clock = clock,
            Output = output,
            Files = files,
            Application = application,
            Stored = new StoredBytes(files.Database),
            Sql = sql,
            Everybody = new CompanyGenerator(clock.Today).Generate(customers),
        };

        await Act01SignUp.PlayAsync(stage, cancellationToken);
        await Act02Records.PlayAsync(stage, cancellationToken);
        await Act03LookUp.PlayAsync(stage, cancellationToken);
        await Act04Choices.PlayAsync(stage, cancellationToken);
        await Act05Export.PlayAsync(stage, cancellationToken);
        await Act06LegalHold.PlayAsync(stage, cancellationToken);
        await Act07Erasure.PlayAsync(stage, cancellationToken);
        await Act08Afterwards.PlayAsync(stage, cancellationToken);
        await Act09Restore.PlayAsync(stage, cancellationToken);
        await Act10AccessCard.PlayAsync(stage, cancellationToken);
        await Act11NewKeys.PlayAsync(stage, () => HostingServices.Build(
            keyCertificate, signingCertificate, Act11NewKeys.Stolen(stage.Files), postgresConnection: null, clock, sql), cancellationToken);
        await Act12Years.PlayAsync(stage, cancellationToken);

        console.WriteLine();
        console.MarkupLineInterpolated($"Files are in {output.FullPath}");
        return stage.Checks.Conclude();
    }
}
