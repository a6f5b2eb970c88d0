using Gdpr.Toolkit.Erasure;
using HostingCompany.Evidence;
using Microsoft.EntityFrameworkCore;

namespace HostingCompany.Story.Acts;

/// <summary>The disk fails, and last night's backup comes back, with the person who was erased in the morning.</summary>
internal static class Act09Restore
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Chapter("9. Last night's backup comes back");
        if (stage.Arguments.PostgresConnection is not null)
        {
            stage.Say("This act restores a file, and is played with SQLite only.");
            return;
        }

        await stage.Application.StopAsync();
        Backup.Restore(stage);
        stage.Application.Start();
        await CheckRefusedAsync(stage, cancellationToken);
        await ReplayAsync(stage, cancellationToken);
        await Traces.CheckGoneAsync(stage, "Replayed", cancellationToken);
    }

    private static async Task CheckRefusedAsync(Stage stage, CancellationToken cancellationToken)
    {
        await using var scope = stage.NewScope();
        var refusal = await Stage.RefusalAsync<ErasureLedgerException>(
            () => scope.Db.Customers.AnyAsync(customer => customer.Id == stage.Person.Id, cancellationToken));
        stage.Say(refusal?.Message ?? "");
        stage.Checks.That(
            refusal is { State: ErasureLedgerState.Restored },
            "The ledger, a file beside the database, knows of an erasure that the database does not: nothing is read.");
    }

    private static async Task ReplayAsync(Stage stage, CancellationToken cancellationToken)
    {
        await using var scope = stage.NewScope();
        var replay = await scope.Get<IErasureRecovery>().ReplayAsync(cancellationToken: cancellationToken);
        var certificate = replay.People is [{ Outcome: ErasureReplayOutcome.Erased, Certificate: { } made }] ? made : null;
        var label = Belongings.LabelOf(stage.Person);
        stage.Checks.That(
            replay.Status.State == ErasureLedgerState.Current && certificate is { IsComplete: true } && certificate.Amends == stage.Certificates[label],
            "The erasure is replayed, and its certificate amends the first one.",
            replay.People.Select(person => person.Outcome.ToString()));
        if (certificate is not null)
        {
            await CertificateFiles.WriteAsync(stage, label, "erasure-certificate-replayed", certificate, cancellationToken);
        }

        await scope.Get<IPersonalDataErasure>().CompactAsync(cancellationToken);
    }
}
