namespace Gdpr.Toolkit.Retention;

/// <summary>Works out on which days one purpose keeps a value: its period, what shortens it, what defers it, what ends it at once.</summary>
internal sealed partial class ClaimSolver
{
    private readonly RetentionCalendar _calendar;
    private readonly RetentionQuestion _question;
    private readonly RetentionClaim _claim;
    private readonly ProofSteps? _steps;
    private LastKeptDay _last;
    private OpenEndReason? _open;
    private DateOnly? _anchor;
    private LastKeptDay? _deferred;

    private ClaimSolver(RetentionCalendar calendar, RetentionQuestion question, RetentionClaim claim)
    {
        _calendar = calendar;
        _question = question;
        _claim = claim;
        _steps = question.IsProved ? new ProofSteps() : null;
    }

    public static ClaimTimeline Solve(RetentionCalendar calendar, RetentionQuestion question, RetentionClaim claim)
        => new ClaimSolver(calendar, question, claim).Solve();

    // The order is the precedence: what shortens, then what defers, then what ends in spite of it.
    private ClaimTimeline Solve()
    {
        Period();
        Narrowing();
        Ceiling();
        ErasureRequest();
        var withoutFloor = _last;
        Floor();
        var first = Consent();
        Objection();
        return new ClaimTimeline
        {
            Claim = _claim,
            Days = new KeptDays(first, _last),
            OpenEnd = _last.IsNever ? _open : null,
            LastWithoutFloor = withoutFloor,
            Anchor = _anchor,
            DeferredThrough = _deferred is { } deferred ? LastKeptDay.Earlier(deferred, _last) : null,
            Steps = _steps?.All ?? [],
        };
    }

    private void Period()
    {
        if (_claim.Rule.Retention is not { } rule)
        {
            Open(OpenEndReason.NoRule);
            _steps?.Add("period", "The purpose says nothing about retention: there is no end.");
        }
        else if (rule.From is not { } from)
        {
            Open(OpenEndReason.Criteria);
            _steps?.Add("criteria", "There is no period: somebody decides by the criteria.", ("criteria", rule.Criteria));
        }
        else
        {
            Period(rule.Period, from, _calendar.Find(from, _question.Anchors));
        }
    }

    private void Period(RetentionPeriod period, AnchorName from, AnchorFinding found)
    {
        _anchor = found.Date;
        var result = "The period has not begun to run: its date is not there yet.";
        if (found.Date is { } date)
        {
            _last = LastKeptDay.On(period.LastDay(date));
            result = $"The period runs through {_last}.";
        }
        else if (_claim.Rule.Basis == LegalBasis.LegalObligation && !found.IsDeclared)
        {
            _last = LastKeptDay.None;
            result = "No record of this person has such a date: there is nothing that the law is about.";
        }
        else
        {
            Open(OpenEndReason.AnchorNotReached);
        }

        _steps?.Add("period", result, ("period", period.Text), ("from", from.ToString()), ("date", ProofSteps.Text(found.Date)), ("dateOf", found.Source));
    }

    private void Narrowing()
    {
        if (_claim.Narrowing is not { } narrowing)
            return;
        var through = narrowing.From is { } from ? LastKeptDay.On(narrowing.Period.LastDay(from)) : LastKeptDay.Never;
        var result = narrowing.From is null ? "The property's own retention has not begun to run." : $"The property is kept through {through} at most.";
        if (_claim.Rule.Basis == LegalBasis.LegalObligation)
            result = "A property's own retention does not shorten what a law demands.";
        else
            _last = LastKeptDay.Earlier(_last, through);
        _steps?.Add("property", result, ("period", narrowing.Period.Text), ("from", narrowing.FromProperty), ("date", ProofSteps.Text(narrowing.From)));
    }

    private void Ceiling()
    {
        if (_claim.Rule.Retention?.Ceiling is not { } ceiling)
            return;
        var found = _calendar.Find(ceiling.From, _question.Anchors);
        var through = found.Date is { } date ? LastKeptDay.On(ceiling.Period.LastDay(date)) : LastKeptDay.Never;
        _last = LastKeptDay.Earlier(_last, through);
        _steps?.Add(
            "ceiling",
            found.Date is null ? "The maximum has not begun to run." : $"The purpose keeps through {through} at most.",
            ("period", ceiling.Period.Text), ("from", ceiling.From.ToString()), ("date", ProofSteps.Text(found.Date)), ("dateOf", found.Source));
    }

    private void ErasureRequest()
    {
        if (_question.ErasureRequestedOn is not { } requested)
            return;
        if (!_claim.Rule.IsExemptFromErasure)
            _last = LastKeptDay.Earlier(_last, LastKeptDay.Before(requested));
        _steps?.Add(
            "erasureRequest",
            _claim.Rule.IsExemptFromErasure
                ? "The purpose does not end when erasure is asked for (GDPR Art. 17(3)(b))."
                : $"The purpose ends on {ProofSteps.Text(requested)}: erasure was asked for (GDPR Art. 17(1)).",
            ("requestedOn", ProofSteps.Text(requested)));
    }

    private void Floor()
    {
        if (_claim.Rule.Retention?.Floor is not { } floor)
            return;
        var found = _calendar.Find(floor.From, _question.Anchors);
        var through = (found.IsDeclared, found.Date) switch
        {
            (_, { } date) => LastKeptDay.On(floor.Period.LastDay(date)),
            (true, null) => LastKeptDay.Never,
            _ => LastKeptDay.None,
        };
        var without = _last;
        if (through.CompareTo(_last) > 0)
        {
            _last = through;
            if (through.IsNever)
                Open(OpenEndReason.AnchorNotReached);
            if (!_claim.Rule.IsExemptFromErasure && _question.ErasureRequestedOn is { } requested && through.Number >= requested.DayNumber)
                _deferred = through;
        }

        _steps?.Add(
            "floor", FloorResult(found, through, without),
            ("period", floor.Period.Text), ("from", floor.From.ToString()), ("date", ProofSteps.Text(found.Date)), ("dateOf", found.Source), ("because", floor.Ground));
    }

    private string FloorResult(AnchorFinding found, LastKeptDay through, LastKeptDay without)
    {
        if (!found.IsDeclared)
            return "No record of this person has such a date: the minimum is about nothing.";
        if (_deferred is not null)
            return through.IsNever ? "Erasure is deferred: the minimum has not begun to run." : $"Erasure is deferred through {through}, not refused.";
        if (through.IsNever)
            return "The minimum has not begun to run: there is no end.";
        return through.CompareTo(without) > 0
            ? $"The minimum keeps through {through}, and beats the earlier end: erasing cannot be undone."
            : $"The minimum is over on {through}, which changes nothing.";
    }

    private void Open(OpenEndReason reason)
    {
        _last = LastKeptDay.Never;
        _open = reason;
    }
}
