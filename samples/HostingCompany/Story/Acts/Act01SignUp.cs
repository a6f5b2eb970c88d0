using System.Globalization;
using Gdpr.Toolkit;
using Gdpr.Toolkit.Consent;
using HostingCompany.Data;
using HostingCompany.Evidence;
using HostingCompany.Model;

namespace HostingCompany.Story.Acts;

/// <summary>Customers sign up, colleagues apply, visitors come: everything is saved with plain <c>SaveChanges</c>.</summary>
internal static class Act01SignUp
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Chapter("1. People come: customers, applicants, visitors, subscribers, colleagues");
        var problems = await DataRules.CheckAsync([.. stage.Everybody.People], cancellationToken);
        stage.Checks.That(problems.Count == 0, "No encrypted value is short, or part of an unencrypted one.", problems);

        await using (var scope = stage.NewScope())
        {
            await Database.CreateAsync(scope.Db, cancellationToken);
        }

        await stage.WithProgressAsync(
            "Saving customers",
            stage.Everybody.Customers.Count,
            saved => Database.SaveAsync(stage.Application, stage.Everybody, saved, cancellationToken));
        await AttachFilesAsync(stage, cancellationToken);
        await ConsentAsync(stage, cancellationToken);

        PersonalValueFile.Write(stage.Output.Claim("people.csv"), stage.Values);
        await using (var scope = stage.NewScope())
        {
            var counts = await Completeness.CheckAsync(scope.Db, stage.Values, cancellationToken);
            stage.Checks.That(
                counts.All(count => count.Agrees),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"people.csv is complete: {stage.Values.Count:N0} values, for each of {counts.Count} properties as many as the database has rows with one."),
                counts.Where(count => !count.Agrees).Select(count => count.ToString()));
        }
    }

    // Two customers have attached files to their support cases.
    private static async Task AttachFilesAsync(Stage stage, CancellationToken cancellationToken)
    {
        await CaseFileTexts.AttachAsync(stage, stage.Person, cancellationToken);
        await CaseFileTexts.AttachAsync(stage, stage.Everybody.Customers.First(other => other != stage.Person), cancellationToken);
    }

    // A newsletter needs a consent, and what somebody needs because of a disability an explicit one (GDPR Art. 7, 9(2)(a)).
    private static async Task ConsentAsync(Stage stage, CancellationToken cancellationToken)
    {
        await using var scope = stage.NewScope();
        var consent = scope.Get<IPersonalDataConsent>();
        foreach (var subscriber in stage.Everybody.Subscribers)
        {
            await consent.GiveAsync(
                DataSubject.Of<NewsletterSubscriber>(subscriber.Id),
                Purposes.Newsletter,
                new ConsentEvidence
                {
                    Text = "Ja, skicka mig nyhetsbrevet.",
                    TextVersion = "2026-01",
                    Method = ConsentMethod.DoubleOptIn,
                    Source = new ChoiceSource("webb"),
                },
                cancellationToken);
        }

        foreach (var applicant in stage.Everybody.Applicants.Where(applicant => applicant.Needs is not null))
        {
            await consent.GiveAsync(
                DataSubject.Of<JobApplicant>(applicant.Id),
                Purposes.Adjustments,
                new ConsentEvidence
                {
                    Text = "Jag samtycker uttryckligen till att ni sparar vad jag behöver under intervjun.",
                    TextVersion = "2026-01",
                    Method = ConsentMethod.ExplicitStatement,
                    Source = new ChoiceSource("ansökan"),
                },
                cancellationToken);
        }
    }
}
