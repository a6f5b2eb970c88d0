using System.Globalization;
using HostingCompany.Data;
using HostingCompany.Evidence;
using HostingCompany.Model;
using HostingCompany.Output;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace HostingCompany.Story;

/// <summary>A year at a hosting company in six chapters. Each ends with checks of what it claims.</summary>
internal sealed partial class HostingStory(Arguments arguments, IAnsiConsole console, TimeProvider clock)
{
    // Taken before any work is done: a directory that cannot be used is found at once.
    private static readonly string[] Files =
    [
        "hosting.db", "hosting.db-wal", "hosting.db-shm", "demo-key-certificate.pfx", "people.csv", "erased.csv",
        "erasure-certificate.json", "erasure-certificate.p7s", "issuer.pem", "personal-data.md", "retention-plan.en.md", "retention-plan.sv.md",
    ];

    private readonly Checks _checks = new(console);
    private readonly SqlRecorder _sql = new();

    /// <summary>Tells the story.</summary>
    /// <returns>Whether all checks hold.</returns>
    public async Task<bool> TellAsync(CancellationToken cancellationToken)
    {
        if (arguments.PostgresConnection is { } connection)
        {
            await Database.TryConnectAsync(connection, cancellationToken);
        }

        var output = OutputDirectory.Open(arguments.OutputDirectory, Files);
        var databasePath = output.Claim("hosting.db");
        using var keyCertificate = DemoCertificates.CreateKeyCertificate(output.Claim("demo-key-certificate.pfx"), clock.GetUtcNow());
        using var signingCertificate = DemoCertificates.CreateSigningCertificate(clock.GetUtcNow());
        var stored = new StoredBytes(databasePath);

        await using var services = HostingServices.Build(
            keyCertificate, signingCertificate, databasePath, arguments.PostgresConnection, _sql);
        var scopes = services.GetRequiredService<IServiceScopeFactory>();

        var people = await SignUpAsync(scopes, output, cancellationToken);
        var person = ChoosePerson(people.Customers);
        await AttachFilesAsync(scopes, output, [person, people.Customers.First(other => other != person)], cancellationToken);
        await DescribeAsync(scopes, output, person, cancellationToken);
        await LookUpAsync(scopes, person, stored, people.Values, cancellationToken);
        await ExportAsync(scopes, output, person, people.Values, cancellationToken);
        var erased = await EraseAsync(scopes, output, person, people.Values, cancellationToken);

        SqliteConnection.ClearAllPools(); // the last connection folds the write-ahead log into the file
        await ProveAsync(scopes, stored, person, people.Values, erased, cancellationToken);

        console.WriteLine();
        console.MarkupLineInterpolated($"Files are in {output.FullPath}");
        return _checks.Conclude();
    }

    private async Task<(List<Customer> Customers, List<PersonalValue> Values)> SignUpAsync(
        IServiceScopeFactory scopes, OutputDirectory output, CancellationToken cancellationToken)
    {
        Chapter("1. Customers sign up");
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var customers = new CustomerGenerator(today).Generate(arguments.Customers).ToList();
        var problems = await DataRules.CheckAsync(customers, cancellationToken);
        _checks.That(problems.Count == 0, "No encrypted value is short, or part of an unencrypted one.", problems);

        await using (var scope = scopes.CreateAsyncScope())
        {
            await Database.CreateAsync(scope.ServiceProvider.GetRequiredService<HostingContext>(), cancellationToken);
        }

        await WithProgressAsync(
            "Saving customers", customers.Count, saved => Database.SaveAsync(scopes, customers, saved, cancellationToken));

        var values = customers.SelectMany(PersonalValues.Of).ToList();
        PersonalValueFile.Write(output.Claim("people.csv"), values);
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<HostingContext>();
            var counts = await Completeness.CheckAsync(db, values, cancellationToken);
            _checks.That(
                counts.All(count => count.Agrees),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"people.csv is complete: {values.Count:N0} values, for each of {counts.Count} properties as many as the database has rows with one."),
                counts.Where(count => !count.Agrees).Select(count => count.ToString()));
        }

        return (customers, values);
    }

    private static SoleTrader ChoosePerson(IEnumerable<Customer> customers)
        => customers.OfType<SoleTrader>().First(trader =>
            trader.SupportCases.Count > 0 && trader.Invoices.Count > 1 && trader.Invoices.Any(invoice => invoice.Payments.Count > 0));

    private async Task LookUpAsync(
        IServiceScopeFactory scopes,
        SoleTrader person,
        StoredBytes stored,
        IEnumerable<PersonalValue> values,
        CancellationToken cancellationToken)
    {
        Chapter("3. Somebody calls: who has this e-mail address?");
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HostingContext>();

        // Domains of e-mail addresses know no case; the look-up does not either.
        var asked = person.Email[..person.Email.IndexOf('@')] + person.Email[person.Email.IndexOf('@')..].ToUpperInvariant();
        var found = await db.Customers.SingleOrDefaultAsync(customer => customer.Email == asked, cancellationToken);
        console.MarkupLineInterpolated($"db.Customers.SingleOrDefaultAsync(customer => customer.Email == \"{asked}\") ran");
        console.WriteLine(_sql.Last);
        console.WriteLine();
        _checks.That(found?.Id == person.Id, "The encrypted e-mail address leads to its owner.");
        if (found is not null)
        {
            console.Write(Tables.Of(await RawRow.ReadAsync(db, found, cancellationToken)));
        }

        var encrypted = values.Where(value => value.Encrypted).Select(value => value.Value).ToHashSet();
        var hits = await stored.SearchAsync(db, encrypted, cancellationToken);
        _checks.That(
            hits.Count == 0,
            string.Create(CultureInfo.InvariantCulture, $"None of {encrypted.Count:N0} encrypted values is found in what the database stores."),
            hits.Select(hit => $"'{hit.Value}' in {hit.Where} at byte {hit.Offset}"));
    }

    private void Chapter(string title)
    {
        console.WriteLine();
        console.Write(new Rule(Markup.Escape(title)).LeftJustified().AsciiBorder());
    }

    private Task WithProgressAsync(string what, int total, Func<Action<int>, Task> work)
        => console.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask(what, maxValue: total);
            await work(done => task.Increment(done));
        });
}
