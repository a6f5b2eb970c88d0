using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Consent;

/// <summary>How a person stands to each purpose, from what was on record at the end of a day.</summary>
internal sealed class RecordedStates
{
    private readonly IReadOnlyList<ConsentRow> _consents;
    private readonly IReadOnlyList<ObjectionRow> _objections;
    private readonly IReadOnlyList<RestrictionRow> _restrictions;
    private readonly ControllerZone _zone;
    private readonly Dictionary<string, PurposeState> _states = new(StringComparer.Ordinal);

    private RecordedStates(
        IReadOnlyList<ConsentRow> consents, IReadOnlyList<ObjectionRow> objections, IReadOnlyList<RestrictionRow> restrictions, DateOnly asOf, ControllerZone zone)
    {
        Counts = ChoiceErasure.Count(consents, objections, restrictions);
        _zone = zone;
        _consents = Until(consents, asOf);
        _objections = Until(objections, asOf);
        _restrictions = Until(restrictions, asOf);
    }

    /// <summary>Gets how much is on record, also of later days.</summary>
    public IReadOnlyList<ChoiceCount> Counts { get; }

    public static async Task<RecordedStates> ReadAsync(
        ChoiceSession session, Person person, DateOnly asOf, ControllerZone zone, CancellationToken cancellationToken)
        => new(
            await session.ReadAsync<ConsentRow>(person, cancellationToken).ConfigureAwait(false),
            await session.ReadAsync<ObjectionRow>(person, cancellationToken).ConfigureAwait(false),
            await session.ReadAsync<RestrictionRow>(person, cancellationToken).ConfigureAwait(false),
            asOf,
            zone);

    public PurposeState For(string purpose)
    {
        if (!_states.TryGetValue(purpose, out var state))
        {
            state = Find(purpose);
            _states.Add(purpose, state);
        }

        return state;
    }

    private PurposeState Find(string purpose) => new()
    {
        Consent = Consent([.. _consents.Where(row => row.Purpose == purpose)]),
        Objection = Objection([.. _objections.Where(row => row.Purpose == purpose)]),
        RestrictedSince = RestrictionRows.InForce(_restrictions)
            .Where(row => row.Purpose.Length == 0 || row.Purpose == purpose)
            .Select(row => (DateOnly?)Day(_zone, row.RecordedAt))
            .Min(),
    };

    /// <summary>The last consent that was given, from the day on which it began to count without a gap.</summary>
    private ConsentFacts? Consent(List<ConsentRow> rows)
    {
        if (rows.FindLastIndex(row => row.Status.IsValidForProcessing) is var last && last < 0)
        {
            return null;
        }

        var first = last;
        while (first > 0 && rows[first].Status == ConsentStatus.RenewedGiven && rows[first - 1].Status.IsValidForProcessing)
        {
            first--;
        }

        long? ended = last + 1 < rows.Count ? rows[last + 1].RecordedAt : null;
        var end = (ended, rows[last].ExpiresAt) is ({ } by, { } expiry) ? Math.Min(by, expiry) : ended ?? rows[last].ExpiresAt;
        var given = Day(_zone, rows[first].RecordedAt);

        // Records are in the order of their numbers: what a server whose clock is behind has ended is ended all the same.
        return new ConsentFacts(given, end is { } instant && Day(_zone, instant) is var day ? (day < given ? given : day) : null);
    }

    private ObjectionFacts? Objection(List<ObjectionRow> rows)
    {
        if (rows is not [.., var last])
        {
            return null;
        }

        var since = Day(_zone, rows.First(row => row.ObjectionId == last.ObjectionId).RecordedAt);
        return last.State switch
        {
            ObjectionState.Pending => ObjectionFacts.Pending(since),
            ObjectionState.Upheld => ObjectionFacts.Upheld(since, Day(_zone, last.RecordedAt)),
            ObjectionState.Overridden => ObjectionFacts.Overridden(since, Day(_zone, last.RecordedAt)),
            _ => null,
        };
    }

    private IReadOnlyList<TRow> Until<TRow>(IReadOnlyList<TRow> rows, DateOnly asOf)
        where TRow : ChoiceRow
        => [.. rows.Where(row => Day(_zone, row.RecordedAt) <= asOf)];

    private static DateOnly Day(ControllerZone zone, long milliseconds) => zone.DayOf(ChoiceRows.Read(milliseconds));
}
