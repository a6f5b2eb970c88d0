using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Snippets.QuickStart;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets;

/// <summary>Recording what people choose, and asking before their data is used.</summary>
public sealed class Choosing(
    ShopContext db,
    IPersonalDataConsent consent,
    IPersonalDataObjections objections,
    IProcessingRestrictions restrictions,
    ISuppressionList suppressions,
    IProcessingGuard guard)
{
    public static void Register(IServiceCollection services) => services.AddGdprToolkit(gdpr =>
    {
        #region ChoicePurposes
        gdpr.Purpose("survey", purpose => purpose.On(LegalBasis.Consent));
        gdpr.Purpose("newsletter", purpose => purpose
            .AsDirectMarketing()
            .On(LegalBasis.LegitimateInterests, "telling customers about our products"));
        gdpr.Purpose("fraud-prevention", purpose => purpose.On(LegalBasis.LegitimateInterests, "not being cheated"));
        #endregion
    });

    public async Task SendAsync(Customer customer, Func<string, Task> send)
    {
        #region AskBeforeSending
        var ada = DataSubject.Of<Customer>(customer.Id);
        if (await guard.CanContactAsync(ada, "newsletter", ContactPoint.Email(customer.Email)))
        {
            await send(customer.Email);
        }
        #endregion
    }

    public async Task SignUpAsync(Customer customer, Guid formId, CancellationToken cancellationToken)
    {
        #region GiveConsent
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Add(customer);
        await db.SaveChangesAsync(cancellationToken);
        await consent.GiveAsync(
            DataSubject.Of<Customer>(customer.Id),
            "survey",
            new ConsentEvidence
            {
                Text = "Yes, ask me once a year what I think of you.",
                TextVersion = "2026-03",
                Method = ConsentMethod.Checkbox,
                Source = new ChoiceSource("web", SubmissionId: formId),
            },
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        #endregion
    }

    public async Task UnsubscribeAsync(Customer customer)
    {
        #region ObjectToMarketing
        await objections.ObjectAsync(
            DataSubject.Of<Customer>(customer.Id),
            "newsletter",
            new ChoiceSource("unsubscribe link"),
            suppress: [ContactPoint.Email(customer.Email)]);
        #endregion
    }

    public async Task ObjectAsync(DataSubject ada, string letter)
    {
        #region AssessObjection
        var objection = await objections.ObjectAsync(ada, "fraud-prevention", new ChoiceSource("letter", "desk 4"), letter);

        // Restricted from here on, until somebody decides:
        await objections.UpholdAsync(ada, objection.Id, new ObjectionAssessment("the privacy team", "No sign of fraud in ten years."));
        #endregion
    }

    public async Task RestrictAsync(DataSubject ada, DateTimeOffset toldAt)
    {
        #region Restrict
        var restriction = await restrictions.RestrictAsync(ada, RestrictionGround.AccuracyContested, new ChoiceSource("telephone", "desk 4"));

        await restrictions.LiftAsync(ada, restriction.Id, new RestrictionLift
        {
            LiftedBy = "the privacy team",
            InformedBy = "letter",
            PersonInformedAt = toldAt,
        });
        #endregion
    }

    public async Task<IReadOnlyList<string>> ImportAsync(IEnumerable<string> addresses)
    {
        #region Import
        var allowed = new List<string>();
        foreach (var address in addresses)
        {
            if (!await suppressions.ContainsAsync(ContactPoint.Email(address)))
            {
                allowed.Add(address);
            }
        }
        #endregion
        return allowed;
    }
}
