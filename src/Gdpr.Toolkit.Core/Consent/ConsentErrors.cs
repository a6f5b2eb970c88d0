namespace Gdpr.Toolkit.Consent;

/// <summary>What can go wrong with the choices of people. Never a value, and never who.</summary>
internal static class ConsentErrors
{
    public static InvalidOperationException PurposeUnknown(string purpose) => new(
        $"Purpose '{purpose}' is not registered. Register it with gdpr.Purpose(\"{purpose}\", …) in AddGdprToolkit, or correct its name; case matters.");

    public static InvalidOperationException PersonUnknown(string entity) => new(
        $"There is no '{entity}' with the given key within the boundaries of the application's query filters. Save the person first, check "
        + "the key and the tenant; nothing can be recorded or allowed for somebody who was removed or erased.");

    public static InvalidOperationException NotByConsent(string purpose, DataSubjectRole role, LegalBasis? basis) => new(
        $"Purpose '{purpose}' rests on {Name(basis)} for role '{role}', not on consent, so there is no consent to record. Do not ask for one, or "
        + "register the purpose on LegalBasis.Consent. To stop it, use IPersonalDataObjections or IProcessingRestrictions.");

    public static InvalidOperationException NothingToInvalidate(string purpose) => new(
        $"No consent to purpose '{purpose}' is on record, so none can be invalidated.");

    public static InvalidOperationException NoObjection(string purpose, DataSubjectRole role, LegalBasis? basis) => new(
        $"Purpose '{purpose}' rests on {Name(basis)} for role '{role}', and only legitimate interests, a public task and direct marketing "
        + "can be objected to (GDPR Art. 21). " + basis switch
        {
            LegalBasis.Consent => "Withdraw the consent with IPersonalDataConsent.WithdrawAsync.",
            null => "Nobody in this role may be processed for it at all.",
            _ => "The person can ask for restriction (IProcessingRestrictions) or erasure (IPersonalDataErasure) instead. If the purpose is "
                + "direct marketing, say so with AsDirectMarketing() where it is registered.",
        });

    public static InvalidOperationException SuppressionNeedsDirectMarketing(string purpose) => new(
        $"Purpose '{purpose}' is not direct marketing, and the suppression list is for direct marketing only. Leave 'suppress' out, or "
        + "register the purpose with AsDirectMarketing().");

    public static InvalidOperationException ObjectionUnknown() => new(
        "The person has made no objection with this id. Take the id from ObjectAsync or LoadHistoryAsync.");

    public static InvalidOperationException ObjectionNotOpen(ObjectionState state) => new(
        $"The objection is '{state}' and cannot be changed this way. A new objection of the person begins with ObjectAsync.");

    public static InvalidOperationException RestrictionUnknown() => new(
        "The person has no restriction with this id. Take the id from RestrictAsync or LoadHistoryAsync.");

    public static InvalidOperationException RestrictionLifted() => new(
        "The restriction is lifted already. Nothing was changed.");

    public static InvalidOperationException ErasureRestricted(RestrictionGround ground) => new(
        $"The person has asked for restriction instead of erasure ({ground}, GDPR Art. 18(1)), and it is in force. Nothing was erased. "
        + "Tell the person, lift it with IProcessingRestrictions.LiftAsync, and plan again.");

    public static InvalidOperationException KeysLost() => new(
        "The database holds choices of people (consents, objections, restrictions or suppressed addresses), but its key tables are empty, so that "
        + "nobody can tell whose they are. Restore the key tables; starting new ones would forget every objection.");

    public static ArgumentException Blank(string what) => new(
        $"'{what}' is empty. It is evidence that the controller has to show (GDPR Art. 5(2), 7(1)): pass it.");

    public static ArgumentException Undefined(string what) => new(
        $"'{what}' is not one of its enumeration's members. There is no default: say which it was.");

    public static ArgumentException Expired() => new(
        "'ExpiresAt' is not in the future, so that the consent would not count. Pass a later instant, or null.");

    public static ArgumentException InformedInFuture() => new(
        "'PersonInformedAt' is in the future. The person is told before a restriction is lifted (GDPR Art. 18(3)): tell them first.");

    public static ArgumentException NotAnEmailAddress() => new(
        "The e-mail address has no '@' with something on both sides, or spaces within, so that the suppression list cannot compare it. Correct it; do not contact it.");

    public static ArgumentException NotAnInternationalNumber() => new(
        "The telephone number has no country code (+46 …), so that the suppression list cannot compare it. Add the code; do not contact it.");

    private static string Name(LegalBasis? basis) => basis is null ? "no legal basis" : $"'{basis}'";
}
