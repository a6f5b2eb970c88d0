using Gdpr.Toolkit;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Retention;
using HostingCompany.Evidence;
using HostingCompany.Hosting;
using HostingCompany.Model;

namespace HostingCompany.Story.Acts;

/// <summary>People object and withdraw. Whoever uses data asks first.</summary>
internal static class Act04Choices
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Chapter("4. \"Leave me alone\" (GDPR Art. 7, 9, 21)");
        await using var scope = stage.NewScope();
        await ObjectAsync(stage, scope, cancellationToken);
        await UnsubscribeAsync(stage, scope, cancellationToken);
        await WithdrawAsync(stage, scope, cancellationToken);
    }

    private static async Task ObjectAsync(Stage stage, WorkScope scope, CancellationToken cancellationToken)
    {
        var guard = scope.Get<IProcessingGuard>();
        var customer = DataSubject.Of<Customer>(stage.Objector.Id);
        var address = ContactPoint.Email(stage.Objector.Email);
        var before = await guard.CanContactAsync(customer, Purposes.Marketing, address, cancellationToken);

        await scope.Get<IPersonalDataObjections>().ObjectAsync(
            customer, Purposes.Marketing, new ChoiceSource("kundportal"), suppress: [address], cancellationToken: cancellationToken);
        stage.Objected.Add(Belongings.LabelOf(stage.Objector));

        stage.Checks.That(
            before && !await guard.CanContactAsync(customer, Purposes.Marketing, address, cancellationToken),
            "A customer who objects gets no more advertising.");
        stage.Checks.That(
            await guard.CanContactAsync(customer, Purposes.Service, address, cancellationToken),
            "They do get what belongs to their contract.");
        stage.Checks.That(
            await scope.Get<ISuppressionList>().ContainsAsync(ContactPoint.Email(stage.Objector.Email.ToUpperInvariant()), cancellationToken),
            "Whoever buys their address from somebody else, in capitals, finds it on the list of those not to write to.");
    }

    private static async Task UnsubscribeAsync(Stage stage, WorkScope scope, CancellationToken cancellationToken)
    {
        var guard = scope.Get<IProcessingGuard>();
        var subscriber = stage.Everybody.Subscribers[0];
        var subject = DataSubject.Of<NewsletterSubscriber>(subscriber.Id);
        var before = await guard.LoadStatusAsync(subject, Purposes.Newsletter, ContactPoint.Email(subscriber.Email), cancellationToken);

        await scope.Get<IPersonalDataConsent>().WithdrawAsync(subject, Purposes.Newsletter, new ChoiceSource("länk i brevet"), cancellationToken);
        stage.Withdrew.Add(Belongings.LabelOf(subscriber));

        var after = await guard.LoadStatusAsync(subject, Purposes.Newsletter, ContactPoint.Email(subscriber.Email), cancellationToken);
        stage.Say(after.Explanation);
        stage.Checks.That(
            before.Reason == PurposeStatusReason.ConsentGiven && after.Reason == PurposeStatusReason.ConsentWithdrawn,
            "The newsletter goes to whoever consented, and no longer to whoever withdrew that.");
    }

    private static async Task WithdrawAsync(Stage stage, WorkScope scope, CancellationToken cancellationToken)
    {
        var applicant = DataSubject.Of<JobApplicant>(stage.Applicant.Id);
        await scope.Get<IPersonalDataConsent>().WithdrawAsync(applicant, Purposes.Adjustments, new ChoiceSource("e-post", "rekrytering"), cancellationToken);
        stage.Withdrew.Add(Belongings.LabelOf(stage.Applicant));

        var explained = await scope.Get<IPersonalDataRetention>().ExplainAsync(applicant, asOf: null, cancellationToken);
        RetentionOutcome Of(string property) => explained.Fields.Single(field => field.Property == property).Explanation.Outcome;
        stage.Checks.That(
            Of(nameof(JobApplicant.Needs)) == RetentionOutcome.NothingKeepsIt && Of(nameof(JobApplicant.Letter)) != RetentionOutcome.NothingKeepsIt,
            "Without consent nothing keeps what an applicant said about a disability; the application goes on.");
    }
}
