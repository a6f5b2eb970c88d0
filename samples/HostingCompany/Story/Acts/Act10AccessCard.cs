using Gdpr.Toolkit;
using Gdpr.Toolkit.Erasure;
using HostingCompany.Evidence;
using HostingCompany.Model;

namespace HostingCompany.Story.Acts;

/// <summary>A visitor asks to be forgotten before two months are over: that is deferred, and not refused.</summary>
internal static class Act10AccessCard
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Chapter("10. A visitor asks to be forgotten, after thirty days");
        await using var scope = stage.NewScope();
        var erasure = scope.Get<IPersonalDataErasure>();
        var plan = await erasure.PlanAsync(DataSubject.Of<Visitor>(stage.Visitor.Id), ErasureGround.NoLongerNecessary, cancellationToken);
        stage.Console.Write(Tables.Of(plan));

        var until = DateOnly.FromDateTime(stage.Visitor.Passages[0].PassedAt).AddMonths(2);
        var passage = plan.Decisions.Single(decision => decision is { Entity: nameof(AccessCardEvent), Property: nameof(AccessCardEvent.Door) });
        stage.Checks.That(
            passage is { Action: ErasureAction.Retain, Exception: RetentionException.MinimumPeriod } && passage.RetainedUntil == until,
            "The access log keeps a passage for two months, and until then only.",
            [passage.Explanation]);

        var certificate = await erasure.EraseAsync(plan, options: null, cancellationToken);
        await CertificateFiles.WriteAsync(stage, Belongings.LabelOf(stage.Visitor), "erasure-certificate-visitor", certificate, cancellationToken);
        stage.Erased.Add(Belongings.LabelOf(stage.Visitor));
        stage.Checks.That(
            certificate.IsComplete && certificate.Retained.Any(entry => entry.Entity == nameof(AccessCardEvent)),
            "The certificate says what is deferred.");
    }
}
