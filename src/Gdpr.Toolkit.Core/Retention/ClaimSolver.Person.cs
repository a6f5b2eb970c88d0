namespace Gdpr.Toolkit.Retention;

// What the person did: consent and objection end a purpose at once, whatever a minimum says.
internal sealed partial class ClaimSolver
{
    private int Consent()
    {
        if (_claim.Rule.Basis != LegalBasis.Consent)
            return DateOnly.MinValue.DayNumber;
        if (_claim.State.Consent is not { } consent)
        {
            _last = LastKeptDay.None;
            _steps?.Add("consent", "No consent is recorded, and none is implied.");
            return DateOnly.MinValue.DayNumber;
        }

        if (consent.EndsOn is { } withdrawn)
            _last = LastKeptDay.Earlier(_last, LastKeptDay.Before(withdrawn));
        _steps?.Add(
            "consent",
            consent.EndsOn is null ? $"Consent counts since {ProofSteps.Text(consent.GivenOn)}." : $"The purpose ends on {ProofSteps.Text(consent.EndsOn)}: consent was withdrawn (GDPR Art. 7(3)).",
            ("givenOn", ProofSteps.Text(consent.GivenOn)), ("withdrawnOn", ProofSteps.Text(consent.WithdrawnOn)));
        return consent.GivenOn.DayNumber;
    }

    private void Objection()
    {
        if (_claim.State.Objection is not { } objection)
            return;
        DateOnly? ends = _claim switch
        {
            { IsDirectMarketing: true } => objection.Since,
            { Rule.CanBeObjectedTo: true } when objection.Outcome == ObjectionOutcome.Upheld => objection.AssessedOn,
            _ => null,
        };
        if (ends is { } day)
            _last = LastKeptDay.Earlier(_last, LastKeptDay.Before(day));
        _steps?.Add(
            "objection", ObjectionResult(objection, ends),
            ("since", ProofSteps.Text(objection.Since)), ("outcome", objection.Outcome.ToString()), ("assessedOn", ProofSteps.Text(objection.AssessedOn)));
    }

    private string ObjectionResult(ObjectionFacts objection, DateOnly? ends) => (_claim, objection.Outcome) switch
    {
        ({ IsDirectMarketing: true }, _) => $"The purpose ends on {ProofSteps.Text(ends)}: the person objected to direct marketing (GDPR Art. 21(3)).",
        ({ Rule.CanBeObjectedTo: false }, _) => "The legal basis is none that can be objected to (GDPR Art. 21(1)).",
        (_, ObjectionOutcome.Upheld) => $"The purpose ends on {ProofSteps.Text(ends)}: the objection was upheld (GDPR Art. 21(1)).",
        (_, ObjectionOutcome.Overridden) => $"The purpose resumed on {ProofSteps.Text(objection.AssessedOn)}: compelling grounds override the objection (GDPR Art. 21(1)).",
        _ => $"The purpose is restricted since {ProofSteps.Text(objection.Since)}, until the objection is assessed (GDPR Art. 18(1)(d)).",
    };
}
