using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Consent;

/// <summary>Decides from what is on record whether a person's data may be processed for a purpose. Pure.</summary>
/// <remarks>What denies comes before what restricts, and both before what allows.</remarks>
internal static class PurposeJudge
{
    public static PurposeStatus Judge(PurposeDefinition purpose, DataSubjectRole role, ChoiceFacts facts, DateTimeOffset now)
    {
        if (purpose.RuleFor(role)?.Basis is not { } basis)
        {
            return Deny(purpose, PurposeStatusReason.NoLegalBasis, null, $"No legal basis is registered for role '{role}'.");
        }

        return Objected(purpose, facts.Objection)
            ?? (basis == LegalBasis.Consent ? WithoutConsent(purpose, facts.Consent, now) : null)
            ?? Restricted(purpose, facts)
            ?? Allowed(purpose, basis, facts.Consent);
    }

    public static PurposeStatus Suppressed(PurposeDefinition purpose)
        => Deny(purpose, PurposeStatusReason.ContactSuppressed, null, "The address is on the suppression list.");

    private static PurposeStatus? Objected(PurposeDefinition purpose, ObjectionRecord? objection) => objection?.State switch
    {
        // A purpose that has become direct marketing since leaves nothing to assess.
        ObjectionState.Pending or ObjectionState.Upheld or ObjectionState.Overridden when purpose.IsDirectMarketing => Deny(
            purpose, PurposeStatusReason.DirectMarketingObjection, objection.RecordedAt, "The person objected to direct marketing (GDPR Art. 21(3))."),
        ObjectionState.Upheld => Deny(
            purpose, PurposeStatusReason.ObjectionUpheld, objection.RecordedAt, "The person's objection was upheld (GDPR Art. 21(1))."),
        _ => null,
    };

    private static PurposeStatus? WithoutConsent(PurposeDefinition purpose, ConsentRecord? consent, DateTimeOffset now) => consent.StatusAt(now) switch
    {
        ConsentStatus.Given or ConsentStatus.RenewedGiven => null,
        ConsentStatus.Refused => Deny(purpose, PurposeStatusReason.ConsentRefused, consent!.RecordedAt, "The person refused consent."),
        ConsentStatus.Withdrawn => Deny(
            purpose, PurposeStatusReason.ConsentWithdrawn, consent!.RecordedAt, "The person withdrew consent (GDPR Art. 7(3))."),
        ConsentStatus.Expired => Deny(purpose, PurposeStatusReason.ConsentExpired, consent!.ExpiresAt, "The consent has expired."),
        ConsentStatus.Invalidated => Deny(
            purpose, PurposeStatusReason.ConsentInvalidated, consent!.RecordedAt, "The consent was found invalid (GDPR Art. 7)."),
        _ => Deny(purpose, PurposeStatusReason.ConsentMissing, null, "The purpose rests on consent, and none is on record."),
    };

    private static PurposeStatus? Restricted(PurposeDefinition purpose, ChoiceFacts facts)
    {
        if (facts.RestrictedSince is { } since)
        {
            return Restrict(purpose, PurposeStatusReason.ProcessingRestricted, since, "Processing is restricted (GDPR Art. 18(1)).");
        }

        return facts.Objection is { State: ObjectionState.Pending } objection
            ? Restrict(
                purpose,
                PurposeStatusReason.ObjectionPending,
                objection.RecordedAt,
                "The person objected, and the objection is not assessed yet (GDPR Art. 18(1)(d)).")
            : null;
    }

    private static PurposeStatus Allowed(PurposeDefinition purpose, LegalBasis basis, ConsentRecord? consent) => new()
    {
        Purpose = purpose.Name,
        Verdict = ProcessingVerdict.Allowed,
        Reason = basis == LegalBasis.Consent ? PurposeStatusReason.ConsentGiven : PurposeStatusReason.LegalBasisApplies,
        Since = basis == LegalBasis.Consent ? consent!.RecordedAt : null,
        Explanation = basis == LegalBasis.Consent ? "The person consented." : $"The purpose rests on '{basis}', and nothing stands against it.",
    };

    private static PurposeStatus Deny(PurposeDefinition purpose, PurposeStatusReason reason, DateTimeOffset? since, string explanation)
        => new() { Purpose = purpose.Name, Verdict = ProcessingVerdict.Denied, Reason = reason, Since = since, Explanation = explanation };

    private static PurposeStatus Restrict(PurposeDefinition purpose, PurposeStatusReason reason, DateTimeOffset since, string explanation)
        => new() { Purpose = purpose.Name, Verdict = ProcessingVerdict.Restricted, Reason = reason, Since = since, Explanation = explanation };
}
