using System.Globalization;
using Gdpr.Toolkit;
using Gdpr.Toolkit.Recipients;
using Gdpr.Toolkit.Retention;
using HostingCompany.Evidence;
using HostingCompany.Hosting;
using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;

namespace HostingCompany.Story.Acts;

/// <summary>Time passes, and sweeps take what nothing keeps any more: in summer for the first time, then on the day after seven years.</summary>
internal static class Act12Years
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Chapter("12. Years pass (GDPR Art. 5(1)(e))");
        stage.Clock.SetTo(new DateOnly(2026, 6, 1));
        await DryRunAsync(stage, cancellationToken);
        await SweepAsync(stage, cancellationToken);
        await TellRecipientsAsync(stage, cancellationToken);
        await CheckFinishedAsync(stage, Belongings.LabelOf(stage.Visitor), "erasure-certificate-visitor-finished", cancellationToken);

        var lastDay = stage.Person.Invoices.Max(invoice => Policy.LastDayOfBooks(invoice.IssuedOn));
        stage.Clock.SetTo(lastDay.AddDays(1));
        await SweepAsync(stage, cancellationToken);
        await CheckFinishedAsync(stage, Belongings.LabelOf(stage.Person), "erasure-certificate-finished", cancellationToken);
        await CheckBooksAsync(stage, cancellationToken);
    }

    private static async Task DryRunAsync(Stage stage, CancellationToken cancellationToken)
    {
        await using var scope = stage.NewScope();
        var found = await scope.Get<IRetentionSweep>().RunAsync(new SweepOptions { DryRun = true }, cancellationToken);
        stage.Say(string.Create(CultureInfo.InvariantCulture, $"{found.AsOf:yyyy-MM-dd}: {found.Overdue:N0} rows and people are due. A dry run changes nothing."));
    }

    private static async Task SweepAsync(Stage stage, CancellationToken cancellationToken)
    {
        await using var scope = stage.NewScope();
        var report = await scope.Get<IRetentionSweep>().RunAsync(new SweepOptions { Compact = true }, cancellationToken);
        stage.Say(string.Create(CultureInfo.InvariantCulture, $"What the sweep of {report.AsOf:yyyy-MM-dd} took; {report.PeopleErased:N0} people were erased:"));
        stage.Console.Write(Tables.Of(report));
        stage.Checks.That(report is { Overdue: 0, IsStopped: false }, "After the sweep nothing is overdue.");

        var needed = stage.Needed();
        var differences = await ReadBack.CompareAsync(stage.Application, needed, _ => { }, cancellationToken);
        stage.Checks.That(
            differences.Count == 0,
            string.Create(CultureInfo.InvariantCulture, $"{needed.Count:N0} of {stage.Values.Count:N0} values are still needed, and are all that is read."),
            differences);
    }

    // Whoever had withdrawn their consent to the newsletter was erased by the sweep; the one who sent it still has the address.
    private static async Task TellRecipientsAsync(Stage stage, CancellationToken cancellationToken)
    {
        await using var scope = stage.NewScope();
        var subscriber = stage.Everybody.Subscribers[0];
        var notices = await scope.Get<IRecipientNotices>().ListAsync(DataSubject.Of<NewsletterSubscriber>(subscriber.Id), cancellationToken);
        var house = scope.Get<MailingHouse>();
        var knew = !house.HasForgotten(subscriber.Email);

        var dispatch = await scope.Get<IRecipientNotices>().DispatchAsync(cancellationToken);

        stage.Say(string.Create(CultureInfo.InvariantCulture, $"{dispatch.Notified:N0} recipients were told; for {dispatch.Dispensed:N0} there was a reason not to be."));
        stage.Checks.That(
            notices.Count == 1 && knew && house.HasForgotten(subscriber.Email) && dispatch is { Retrying: 0, Overdue: 0 },
            $"{MailingHouse.Name} is told whom to forget (GDPR Art. 19), and only then is the address gone from the notice as well.");
    }

    private static async Task CheckFinishedAsync(Stage stage, string label, string name, CancellationToken cancellationToken)
    {
        await using var scope = stage.NewScope();
        var certificate = scope.Get<CertificateArchive>().Amending(stage.Certificates[label]);
        stage.Checks.That(
            certificate is { IsComplete: true } && !certificate.Retained.Any(),
            $"The erasure of {label} is finished: its certificate amends the one before, and nothing is retained any more.");
        if (certificate is not null)
        {
            await CertificateFiles.WriteAsync(stage, label, name, certificate, cancellationToken);
        }
    }

    // erased.csv: what was put in, and is needed no more. Of that the files hold nothing.
    private static async Task CheckBooksAsync(Stage stage, CancellationToken cancellationToken)
    {
        var needed = stage.Needed().ToHashSet();
        var erased = stage.Values.Where(value => !needed.Contains(value)).ToList();
        PersonalValueFile.Write(stage.Output.Claim("erased.csv"), erased);

        await using var scope = stage.NewScope();
        var left = needed.Select(value => value.Value).ToHashSet();
        var gone = erased.Where(value => value.IsTelling && !left.Contains(value.Value)).Select(value => value.Value).ToHashSet();
        var hits = await stage.Stored.SearchAsync(scope.Db, gone, cancellationToken);
        stage.Checks.That(
            gone.Count > 0 && hits.Count == 0,
            string.Create(CultureInfo.InvariantCulture, $"None of {gone.Count:N0} erased values that nobody else has is found in what the database stores."),
            hits.Select(hit => $"'{hit.Value}' in {hit.Where} at byte {hit.Offset}"));
        stage.Checks.That(
            !await scope.Db.Invoices.AnyAsync(invoice => invoice.CustomerId == stage.Person.Id, cancellationToken),
            "The invoices of the first who was erased are gone, on the first day after the seventh year.");
    }
}
