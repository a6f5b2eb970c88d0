using Gdpr.Toolkit;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Holds;
using HostingCompany.Model;

namespace HostingCompany.Story.Acts;

/// <summary>A dispute in court suspends the erasure that the person asks for.</summary>
internal static class Act06LegalHold
{
    private const string Reason = "Tvist T 1234-26 vid Exempels tingsrätt";

    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Chapter("6. \"Erase me\", in the middle of a dispute (GDPR Art. 17(3)(e))");
        await using var scope = stage.NewScope();
        var holds = scope.Get<ILegalHolds>();
        var erasure = scope.Get<IPersonalDataErasure>();
        var subject = DataSubject.Of<Customer>(stage.Person.Id);
        var hold = await holds.PlaceAsync(LegalHoldScope.Person(subject), Reason, placedBy: "juridik", reviewOn: stage.Clock.Today.AddMonths(6), cancellationToken);

        var plan = await erasure.PlanAsync(subject, ErasureGround.NoLongerNecessary, cancellationToken);
        var refusal = await Stage.RefusalAsync<LegalHoldException>(() => erasure.EraseAsync(plan, options: null, cancellationToken));
        stage.Say(refusal?.Message ?? "");
        stage.Checks.That(
            refusal is not null && plan.Decisions.All(decision => decision.Action == ErasureAction.Retain),
            "While the hold is in force, the plan retains everything, and carrying it out is refused.");

        var hits = await stage.Stored.SearchAsync(scope.Db, [Reason], cancellationToken);
        stage.Checks.That(
            hits.Count == 0 && !plan.ToString().Contains(Reason, StringComparison.Ordinal),
            "The reason is confidential: it is in no byte of the database, nor in the plan.");

        await holds.ReleaseAsync(hold.Id, releasedBy: "juridik", cancellationToken);
        stage.Checks.That((await holds.ListInForceAsync(cancellationToken)).Count == 0, "The dispute is settled, and the hold released.");
    }
}
