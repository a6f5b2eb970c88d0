using System.Globalization;
using Gdpr.Toolkit;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using HostingCompany.Evidence;
using HostingCompany.Model;
using HostingCompany.Output;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace HostingCompany.Story;

internal sealed partial class HostingStory
{
    private async Task ExportAsync(
        IServiceScopeFactory scopes, OutputDirectory output, SoleTrader person, IReadOnlyList<PersonalValue> values, CancellationToken cancellationToken)
    {
        Chapter("4. \"What do you hold about me?\" (GDPR Art. 15, 20)");
        await using var scope = scopes.CreateAsyncScope();
        var export = scope.ServiceProvider.GetRequiredService<IPersonalDataExport>();
        var subject = DataSubject.Of<Customer>(person.Id);
        var options = new ExportOptions { Language = DocumentLanguage.Swedish };
        var access = output.Claim(string.Create(CultureInfo.InvariantCulture, $"export-{person.Id}-access.zip"));
        var summary = await export.ExportToFileAsync(subject, ExportProfile.Access, access, options, cancellationToken);
        console.Write(Tables.Of(summary));
        CheckAccess(access, summary, person, values);

        var portability = output.Claim(string.Create(CultureInfo.InvariantCulture, $"export-{person.Id}-portability.zip"));
        var portable = await export.ExportToFileAsync(subject, ExportProfile.Portability, portability, options, cancellationToken);
        console.WriteLine("What is not portable, and why:");
        console.Write(Tables.Of(portable.Omissions));
        var kept = person.Invoices.Select(invoice => invoice.Number).Intersect(ExportPackage.ReadValues(portability)).ToList();
        _checks.That(kept.Count == 0 && portable.Omissions.Count > 0, "What the law makes the company keep is not portable, and the package says so.", kept);
    }

    private void CheckAccess(string path, ExportSummary summary, SoleTrader person, IReadOnlyList<PersonalValue> values)
    {
        var own = PersonalValues.Of(person).ToList();
        var found = ExportPackage.ReadValues(path);
        var missing = own.Where(value => !found.Contains(value.Value)).ToList();
        _checks.That(
            summary.IsComplete && missing.Count == 0,
            string.Create(CultureInfo.InvariantCulture, $"All {own.Count} values of people.csv for this person are in the access package."),
            missing.Select(value => $"{value.Entity}.{value.Property}"));

        var label = PersonalValues.PersonOf(person);
        var mine = own.Select(value => value.Value).ToHashSet();
        var others = values.Where(value => value.Person != label && !mine.Contains(value.Value)).ToList();
        var everything = ExportPackage.ReadAll(path);
        var strangers = others.Where(value => found.Contains(value.Value) || (value.Encrypted && everything.Contains(value.Value, StringComparison.Ordinal))).ToList();
        _checks.That(
            others.Count > 0 && strangers.Count == 0,
            string.Create(CultureInfo.InvariantCulture, $"None of {others.Count:N0} values that only others have is in it."),
            strangers.Select(value => $"{value.Person} {value.Entity}.{value.Property}"));
        _checks.That(
            ExportPackage.ReadFiles(path).SequenceEqual(Enumerable.Range(1, FilesPerCustomer).Select(number => TextOfFile(person, number))),
            "The files that the person attached to support cases are in it, readable.");
    }

    private async Task<IReadOnlyList<PersonalValue>> EraseAsync(
        IServiceScopeFactory scopes,
        OutputDirectory output,
        SoleTrader person,
        IEnumerable<PersonalValue> values,
        CancellationToken cancellationToken)
    {
        Chapter("5. \"Erase me\" (GDPR Art. 17)");
        await using var scope = scopes.CreateAsyncScope();
        var erasure = scope.ServiceProvider.GetRequiredService<IPersonalDataErasure>();
        var plan = await erasure.PlanAsync(
            DataSubject.Of<Customer>(person.Id), ErasureGround.NoLongerNecessary, cancellationToken);
        console.WriteLine("The plan, before anything is changed:");
        console.Write(Tables.Of(plan));

        var certificate = await erasure.EraseAsync(plan, new ErasureOptions { Compact = true }, cancellationToken);
        await WriteAsync(output, certificate, cancellationToken);
        console.WriteLine("What is retained, and why:");
        console.Write(Tables.OfRetained(certificate));
        _checks.That(certificate.IsComplete, "Everything that should be gone was looked for and not found.");
        _checks.That(certificate.Retained.Any(entry => entry.Entity == nameof(Invoice)), "The law on bookkeeping keeps the invoices.");
        CheckSignature(certificate);

        var retained = certificate.Retained.Select(entry => (entry.Entity, entry.Property)).ToHashSet();
        var label = PersonalValues.PersonOf(person);
        List<PersonalValue> erased = [.. values.Where(value => value.Person == label && !retained.Contains((value.Entity, value.Property)))];
        PersonalValueFile.Write(output.Claim("erased.csv"), erased);
        return erased;
    }

    private async Task ProveAsync(
        IServiceScopeFactory scopes,
        StoredBytes stored,
        SoleTrader person,
        IReadOnlyList<PersonalValue> values,
        IReadOnlyList<PersonalValue> erased,
        CancellationToken cancellationToken)
    {
        Chapter("6. Afterwards");
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HostingContext>();
        var label = PersonalValues.PersonOf(person);
        var others = values.Where(value => value.Person != label).ToList();

        var sharedWithOthers = others.Select(value => value.Value).ToHashSet();
        var gone = erased.Select(value => value.Value).Where(value => !sharedWithOthers.Contains(value)).ToHashSet();
        var hits = await stored.SearchAsync(db, gone, cancellationToken);
        _checks.That(
            gone.Count > 0 && hits.Count == 0,
            string.Create(CultureInfo.InvariantCulture, $"None of {gone.Count} erased values that only this person had is found in what the database stores."),
            hits.Select(hit => $"'{hit.Value}' in {hit.Where} at byte {hit.Offset}"));

        _checks.That(
            !await db.Customers.AnyAsync(customer => customer.Id == person.Id, cancellationToken)
                && !await db.Customers.AnyAsync(customer => customer.Email == person.Email, cancellationToken),
            "Queries find the person no more, neither by number nor by e-mail address.");

        IReadOnlyList<string> differences = [];
        await WithProgressAsync(
            "Reading everybody else", arguments.Customers - 1, async read => differences = await ReadBack.CompareAsync(scopes, others, read, cancellationToken));
        _checks.That(
            differences.Count == 0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"All {others.Count:N0} values of {others.DistinctBy(value => value.Person).Count():N0} other people read as they were put in."),
            differences);
    }

    private void CheckSignature(ErasureCertificate certificate)
    {
        var document = certificate.Document.ToArray();
        var signature = certificate.Signature.ToArray();
        _checks.That(Signature.IsValid(document, signature, certificate.IssuerPem), "The erasure certificate carries its issuer's signature.");

        document[document.Length / 2] ^= 1;
        _checks.That(!Signature.IsValid(document, signature, certificate.IssuerPem), "After a change of one bit it does not any more.");

        console.WriteLine("Anyone can check it: openssl cms -verify -binary -inform DER -in erasure-certificate.p7s \\");
        console.WriteLine("    -content erasure-certificate.json -CAfile issuer.pem -purpose any -out /dev/null");
    }

    private static async Task WriteAsync(OutputDirectory output, ErasureCertificate certificate, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(output.Claim("erasure-certificate.json"), certificate.Document.ToArray(), cancellationToken);
        await File.WriteAllBytesAsync(output.Claim("erasure-certificate.p7s"), certificate.Signature.ToArray(), cancellationToken);
        await File.WriteAllTextAsync(output.Claim("issuer.pem"), certificate.IssuerPem, cancellationToken);
    }
}
