using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Core.Tests.Retention;

/// <summary>Makes a question from a seed: the same seed, the same question.</summary>
internal sealed class RandomCase
{
    private static readonly LegalBasis[] Bases = Enum.GetValues<LegalBasis>();
    private static readonly AnchorName[] Anchors = [RetentionAnchor.Created, RetentionAnchor.ContractEnded, "tenderAwarded"];
    private static readonly string[] Periods = ["P0D", "P1D", "P30D", "P1M", "P2M", "P60D", "P3M", "P6W", "P12M", "P1Y", "P1Y1M1D", "P18M"];

    private readonly Random _random;

    private RandomCase(int seed) => _random = new Random(seed);

    public static RetentionQuestion Question(int seed) => new RandomCase(seed).Question();

    private RetentionQuestion Question() => new()
    {
        AsOf = Day(),
        Claims = Some(4, Claim),
        Anchors = new AnchorRecords(Some(3, Declared), new PersonAnchors(Some(3, () => Some(3, Declared)))),
        ErasureRequestedOn = Maybe(3) ? Day() : null,
        Holds = Maybe(4) ? Some(2, Hold) : [],
    };

    private RetentionClaim Claim(int number)
    {
        var rule = new PurposeRule(null, Pick(Bases), "an interest", "an act", Maybe(8) ? null : Rule());
        return new RetentionClaim(new PurposeDefinition($"purpose{number}", [rule], isDirectMarketing: Maybe(4)), rule)
        {
            Narrowing = Maybe(5) ? new RetentionNarrowing(Period(), "SomeDay", Maybe(4) ? null : Day()) : null,
            State = new PurposeState
            {
                Consent = Maybe(3) ? null : new ConsentFacts(Day(), Maybe(2) ? Day() : null),
                Objection = Maybe(3) ? Objection() : null,
                RestrictedSince = Maybe(5) ? Day() : null,
            },
        };
    }

    private RetentionRule Rule() => new()
    {
        From = Maybe(6) ? default(AnchorName?) : Pick(Anchors),
        Phases =
        [
            new RetentionPhase(Period(), RetentionUse.InUse),
            .. Some(1, () => new RetentionPhase(Period(), RetentionUse.InUse)),
            .. Some(1, () => new RetentionPhase(Period(), RetentionUse.KeptOnly)),
        ],
        Floor = Maybe(3) ? Floor() : null,
        Ceiling = Maybe(4) ? new RetentionCeiling(Period(), Pick(Anchors)) : null,
    };

    private RetentionFloor Floor() => Maybe(2)
        ? new RetentionFloor(Period(), Pick(Anchors), RetentionException.LegalClaims, null)
        : new RetentionFloor(Period(), Pick(Anchors), null, "the purpose needs it");

    private ObjectionFacts Objection()
    {
        var (one, other) = (Day(), Day());
        var (since, on) = one < other ? (one, other) : (other, one);
        return _random.Next(3) switch
        {
            0 => ObjectionFacts.Pending(since),
            1 => ObjectionFacts.Upheld(since, on),
            _ => ObjectionFacts.Overridden(since, on),
        };
    }

    private HoldSpan Hold() => new("a dispute", Day(), LiftedOn: Maybe(3) ? null : Day());

    private DeclaredAnchor Declared() => new(Pick(Anchors), Maybe(5) ? null : Day());

    // Month ends and leap days are where calendars go wrong.
    private DateOnly Day()
    {
        var day = new DateOnly(2023, 6, 1).AddDays(_random.Next(800));
        return _random.Next(4) switch
        {
            0 => new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)),
            1 => new DateOnly(2024, 2, 28).AddDays(_random.Next(3)),
            _ => day,
        };
    }

    private RetentionPeriod Period() => RetentionPeriod.Parse(Pick(Periods));

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    private bool Maybe(int oneIn) => _random.Next(oneIn) == 0;

    private T[] Some<T>(int most, Func<T> make) => Some(most, _ => make());

    private T[] Some<T>(int most, Func<int, T> make) => [.. Enumerable.Range(1, _random.Next(most + 1)).Select(make)];
}
