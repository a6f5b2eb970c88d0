using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Core.Tests.Retention;

/// <summary>The slow reference: it walks the calendar and asks of every day whether the value is kept on it.</summary>
/// <remarks>Written from the documentation, not from the solver: it knows no intervals and adds periods by itself.</remarks>
internal static class DayByDay
{
    /// <summary>Nothing that the random cases say ends later than this and ends at all.</summary>
    public static readonly DateOnly Horizon = new(2030, 12, 31);

    public static readonly DateOnly Dawn = new(2022, 1, 1);

    /// <summary>Finds the last kept day from a day on; null when nothing keeps it; the horizon when there is no end.</summary>
    public static DateOnly? LastDay(RetentionQuestion question)
    {
        if (!IsKept(question, question.AsOf))
            return null;
        var day = question.AsOf;
        while (day < Horizon && IsKept(question, day.AddDays(1)))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>Finds the first of the days before this one on which nothing kept it; null when nothing ever did.</summary>
    public static DateOnly? EndedOn(RetentionQuestion question)
    {
        for (var day = question.AsOf; day > Dawn; day = day.AddDays(-1))
        {
            if (IsKept(question, day.AddDays(-1)))
                return day;
        }

        return null;
    }

    public static bool IsKept(RetentionQuestion question, DateOnly day)
        => question.Claims.Any(claim => IsLive(question, claim, day))
            || question.Holds.Any(hold => hold.PlacedOn <= day && !(hold.LiftedOn <= day));

    public static bool IsLive(RetentionQuestion question, RetentionClaim claim, DateOnly day)
    {
        var basis = claim.Rule.Basis;
        var objection = claim.State.Objection;
        if (basis == LegalBasis.Consent && !HasConsent(claim.State.Consent, day))
            return false;
        if (claim.IsDirectMarketing && objection is not null && day >= objection.Since)
            return false;
        if (basis is LegalBasis.LegitimateInterests or LegalBasis.PublicTask && objection is { Outcome: ObjectionOutcome.Upheld } && day >= objection.AssessedOn)
            return false;
        return IsWithinFloor(question, claim, day) || IsLiveWithoutFloor(question, claim, day);
    }

    private static bool IsLiveWithoutFloor(RetentionQuestion question, RetentionClaim claim, DateOnly day)
    {
        var basis = claim.Rule.Basis;
        if (basis is not LegalBasis.LegalObligation and not LegalBasis.PublicTask && day >= question.ErasureRequestedOn)
            return false;
        if (basis != LegalBasis.LegalObligation && claim.Narrowing is { From: { } from } narrowing && day > Add(from, narrowing.Period.Months, narrowing.Period.Days))
            return false;
        if (claim.Rule.Retention?.Ceiling is { } ceiling && Anchor(question, ceiling.From).Date is { } top && day > Add(top, ceiling.Period.Months, ceiling.Period.Days))
            return false;
        return IsWithinPeriod(question, claim, day);
    }

    /// <summary>Whether a live purpose may only store the value on a day.</summary>
    public static bool IsOnlyStored(RetentionQuestion question, RetentionClaim claim, DateOnly day)
    {
        if (day >= claim.State.RestrictedSince)
            return true;
        var canObject = claim.Rule.Basis is LegalBasis.LegitimateInterests or LegalBasis.PublicTask && !claim.IsDirectMarketing;
        if (canObject && claim.State.Objection is { } objection && day >= objection.Since && !(day >= objection.AssessedOn))
            return true;
        if (claim.Rule.Retention?.Floor?.Exception is not null && !IsLiveWithoutFloor(question, claim, day))
            return true;
        if (claim.Rule.Retention is not { From: { } from } rule || Anchor(question, from).Date is not { } date)
            return false;
        var used = rule.Phases.TakeWhile(phase => phase.Use == RetentionUse.InUse).ToList();
        return used.Count < rule.Phases.Count && day > Add(date, used.Sum(phase => phase.Period.Months), used.Sum(phase => phase.Period.Days));
    }

    private static bool HasConsent(ConsentFacts? consent, DateOnly day)
        => consent is not null && day >= consent.GivenOn && (consent.WithdrawnOn is not { } withdrawn || withdrawn < consent.GivenOn || day < withdrawn);

    private static bool IsWithinFloor(RetentionQuestion question, RetentionClaim claim, DateOnly day)
    {
        if (claim.Rule.Retention?.Floor is not { } floor)
            return false;
        var (isThere, date) = Anchor(question, floor.From);
        return isThere && (date is null || day <= Add(date.Value, floor.Period.Months, floor.Period.Days));
    }

    private static bool IsWithinPeriod(RetentionQuestion question, RetentionClaim claim, DateOnly day)
    {
        if (claim.Rule.Retention?.From is not { } from)
            return true;
        var (isThere, date) = Anchor(question, from);
        if (date is null)
            return isThere || claim.Rule.Basis != LegalBasis.LegalObligation;
        var phases = claim.Rule.Retention.Phases;
        return day <= Add(date.Value, phases.Sum(phase => phase.Period.Months), phases.Sum(phase => phase.Period.Days));
    }

    private static (bool IsThere, DateOnly? Date) Anchor(RetentionQuestion question, AnchorName anchor)
    {
        var row = question.Anchors.Row.Where(declared => declared.Anchor == anchor).ToList();
        if (row.Count > 0)
            return (true, row.Max(declared => declared.Date));
        var person = question.Anchors.Person.Records.Where(record => record.Any(declared => declared.Anchor == anchor)).ToList();
        if (person.Count == 0)
            return (false, null);
        var dates = person.Select(record => record.Where(declared => declared.Anchor == anchor).Max(declared => declared.Date)).ToList();
        return (true, dates.Any(date => date is null) ? null : dates.Max());
    }

    /// <summary>Counts months on, goes back to the month's last day where there is no such day, then counts days one by one.</summary>
    private static DateOnly Add(DateOnly date, int months, int days)
    {
        var (year, month) = (date.Year, date.Month);
        for (var added = 0; added < months; added++)
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        var isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        var length = month switch { 2 => isLeap ? 29 : 28, 4 or 6 or 9 or 11 => 30, _ => 31 };
        return new DateOnly(year, month, date.Day > length ? length : date.Day).AddDays(days);
    }
}
