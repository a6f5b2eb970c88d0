using Gdpr.Toolkit.Retention;
using Xunit.Abstractions;

namespace Gdpr.Toolkit.Core.Tests.Retention;

/// <summary>The solver and the slow reference say the same about random rules.</summary>
public class ReferenceTests(ITestOutputHelper output)
{
    private const int FirstSeed = 20251122;
    private const int Cases = 12_000;

    [Fact]
    public void The_solver_agrees_with_walking_the_calendar_day_by_day()
    {
        var outcomes = new Dictionary<RetentionOutcome, int>();
        output.WriteLine($"Seeds {FirstSeed} to {FirstSeed + Cases - 1}");
        for (var seed = FirstSeed; seed < FirstSeed + Cases; seed++)
        {
            var answer = Compare(seed);
            outcomes[answer.Outcome] = outcomes.GetValueOrDefault(answer.Outcome) + 1;
        }

        Assert.Equal(Enum.GetValues<RetentionOutcome>(), outcomes.Keys.Order());
        Assert.All(outcomes.Values, count => Assert.InRange(count, Cases / 20, Cases));
    }

    private static RetentionExplanation Compare(int seed)
    {
        var question = RandomCase.Question(seed);
        var answer = Case.Solver.Solve(question);
        var where = $"seed {seed}:\n{answer.ToText()}";

        var expected = DayByDay.LastDay(question);
        if (expected is null)
        {
            Assert.True(answer.Outcome == RetentionOutcome.NothingKeepsIt && answer.EndedOn == DayByDay.EndedOn(question), where);
        }
        else if (expected == DayByDay.Horizon)
        {
            Assert.True(answer is { Outcome: RetentionOutcome.NoEndYet, OpenEnd: not null, LastDay: null }, where);
        }
        else
        {
            Assert.True(answer.Outcome == RetentionOutcome.KeptUntil && answer.LastDay == expected, where);
        }

        var live = question.Claims.Where(claim => DayByDay.IsLive(question, claim, question.AsOf)).ToList();
        var stored = live.Where(claim => DayByDay.IsOnlyStored(question, claim, question.AsOf)).ToList();
        Assert.True(answer.LivePurposes.SequenceEqual(live.Select(claim => claim.Purpose)), where);
        Assert.True(answer.Purposes.Where(purpose => purpose.IsRestricted).Select(purpose => purpose.Purpose).SequenceEqual(stored.Select(claim => claim.Purpose)), where);
        Assert.True(answer.IsRestricted == (expected is not null && stored.Count == live.Count), where);
        return answer;
    }
}
