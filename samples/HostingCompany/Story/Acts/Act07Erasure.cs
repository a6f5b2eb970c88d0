using Gdpr.Toolkit;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Purposes;
using HostingCompany.Evidence;
using HostingCompany.Hosting;
using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;

namespace HostingCompany.Story.Acts;

/// <summary>The plan says what happens to every value and why; then it is carried out, looked for, and signed.</summary>
internal static class Act07Erasure
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Chapter("7. \"Erase me\", again (GDPR Art. 17)");
        Backup.Take(stage);
        stage.Say("In the night the database is backed up. Then, in the morning:");
        stage.Clock.SetTo(stage.Clock.Today.AddDays(1));

        await using var scope = stage.NewScope();
        var erasure = scope.Get<IPersonalDataErasure>();
        var plan = await erasure.PlanAsync(DataSubject.Of<Customer>(stage.Person.Id), ErasureGround.NoLongerNecessary, cancellationToken);
        stage.Say("The plan, before anything is changed:");
        stage.Console.Write(Tables.Of(plan));

        var certificate = await erasure.EraseAsync(plan, new ErasureOptions { Compact = true }, cancellationToken);
        await CertificateFiles.WriteAsync(stage, Belongings.LabelOf(stage.Person), "erasure-certificate", certificate, cancellationToken);
        stage.Erased.Add(Belongings.LabelOf(stage.Person));
        stage.Say("What is retained, and why:");
        stage.Console.Write(Tables.OfRetained(certificate));
        stage.Checks.That(certificate.IsComplete, "Everything that should be gone was looked for and not found.");
        stage.Checks.That(certificate.Retained.Any(entry => entry.Entity == nameof(Invoice)), "The law on bookkeeping keeps the invoices.");
        CheckSignature(stage, certificate);
        await CheckPurposeAsync(stage, cancellationToken);
    }

    private static void CheckSignature(Stage stage, ErasureCertificate certificate)
    {
        var document = certificate.Document.ToArray();
        var signature = certificate.Signature.ToArray();
        stage.Checks.That(Signature.IsValid(document, signature, certificate.IssuerPem), "The erasure certificate carries its issuer's signature.");

        document[document.Length / 2] ^= 1;
        stage.Checks.That(!Signature.IsValid(document, signature, certificate.IssuerPem), "After a change of one bit it does not any more.");

        stage.Say("Anyone can check it: openssl cms -verify -binary -inform DER -in erasure-certificate.p7s \\");
        stage.Say("    -content erasure-certificate.json -CAfile issuer.pem -purpose any -out /dev/null");
    }

    // What bookkeeping still needs is there for bookkeeping, and for nothing else (GDPR Art. 5(1)(b)).
    private static async Task CheckPurposeAsync(Stage stage, CancellationToken cancellationToken)
    {
        await using var scope = stage.NewScope();
        var refusal = await Stage.RefusalAsync<PurposeRequiredException>(() => NamesAsync(scope, stage.Person, cancellationToken));
        stage.Say(refusal?.Message ?? "");
        stage.Checks.That(refusal is not null, "Whoever opens an invoice of the erased person does not get to see the name on it.");

        using (scope.Get<IPurposeScopes>().BeginPurpose(Purposes.Accounting))
        {
            var names = await NamesAsync(scope, stage.Person, cancellationToken);
            stage.Checks.That(
                names.Count == stage.Person.Invoices.Count && names.All(name => name == stage.Person.Name),
                "For bookkeeping the name is still there.");
        }
    }

    private static Task<List<string?>> NamesAsync(WorkScope scope, SoleTrader person, CancellationToken cancellationToken)
        => scope.Db.Invoices.Where(invoice => invoice.CustomerId == person.Id).Select(invoice => invoice.BilledTo).ToListAsync(cancellationToken);
}
