using System.Globalization;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Core.Tests.Retention;

/// <summary>Says in few words what is asked of the solver.</summary>
internal static class Case
{
    public static RetentionSolver Solver { get; } = SolverIn("Europe/Stockholm", FinancialYear.Calendar);

    public static RetentionSolver SolverIn(string zone, FinancialYear financialYear)
        => new(new RetentionCalendar(financialYear), new ControllerZone(TimeZoneInfo.FindSystemTimeZoneById(zone)));

    public static RetentionExplanation Solve(
        string asOf,
        RetentionClaim[] claims,
        (AnchorName Anchor, string? Date)[]? row = null,
        (AnchorName Anchor, string? Date)[][]? person = null,
        string? erasure = null,
        params HoldSpan[] holds)
        => Solver.Solve(new RetentionQuestion
        {
            AsOf = Day(asOf),
            Claims = claims,
            Anchors = new AnchorRecords([.. (row ?? []).Select(Declared)], new PersonAnchors([.. (person ?? []).Select(record => (DeclaredAnchor[])[.. record.Select(Declared)])])),
            ErasureRequestedOn = erasure is null ? null : Day(erasure),
            Holds = holds,
        });

    /// <summary>Registers a purpose the way an application does, and claims it.</summary>
    public static RetentionClaim Claim(string name, Action<PurposeBuilder> configure, PurposeState? state = null, RetentionNarrowing? narrowing = null)
    {
        var builder = new PurposeBuilder(name);
        configure(builder);
        var definition = builder.Build();
        Assert.Empty(new PurposeRegistry([definition]).Violations());
        return new RetentionClaim(definition, definition.RuleFor(DataSubjectRole.Customer)!)
        {
            State = state ?? PurposeState.Initial,
            Narrowing = narrowing,
        };
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DeclaredAnchor Declared((AnchorName Anchor, string? Date) anchor)
        => new(anchor.Anchor, anchor.Date is null ? null : Day(anchor.Date));
}
