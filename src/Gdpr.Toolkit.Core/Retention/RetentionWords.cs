using System.Text.RegularExpressions;
using Gdpr.Toolkit.Documents;

namespace Gdpr.Toolkit.Retention;

/// <summary>Says periods and dates in words of one language.</summary>
internal sealed partial class RetentionWords(DocumentTexts texts)
{
    public string Period(RetentionPlanLine line)
    {
        var rule = line.Rule?.Retention;
        string?[] parts =
        [
            Phases(rule),
            rule?.Floor is { } floor ? texts.Format("Plan.AtLeast", Period(floor.Period), Date(floor.From), floor.Reason ?? texts.Of(floor.Exception!.Value)) : null,
            rule?.Ceiling is { } ceiling ? texts.Format("Plan.AtMost", Period(ceiling.Period), Date(ceiling.From)) : null,
            line.OwnPeriod is { } own ? texts.Format("Plan.Property", Period(own), line.OwnFrom) : null,
        ];
        return string.Join("; ", parts.Where(part => part is not null));
    }

    public string From(RetentionRule? rule) => rule?.From is { } from ? Date(from) : "";

    private string Phases(RetentionRule? rule)
    {
        if (rule?.From is null)
            return rule?.Criteria is { } criteria ? texts.Format("Plan.Criteria", criteria) : texts["Plan.NoLimit"];
        return string.Join(", ", rule.Phases.Select((phase, number) => number == 0 ? Phase(phase) : texts.Format("Plan.Then", Phase(phase))));
    }

    private string Phase(RetentionPhase phase)
        => phase.Use == RetentionUse.KeptOnly ? $"{Period(phase.Period)} ({texts.Of(phase.Use)})" : Period(phase.Period);

    private string Period(RetentionPeriod period)
        => period == RetentionPeriod.None ? texts["Plan.Until"] : string.Join(' ', Units().Matches(period.Text).Select(Unit));

    private string Unit(Match unit)
    {
        var number = int.Parse(unit.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture);
        return texts.Format($"Unit.{unit.Groups["unit"].Value}.{(number == 1 ? "one" : "many")}", number);
    }

    private string Date(AnchorName anchor) => anchor.Event ?? texts.Of(anchor.Anchor);

    [GeneratedRegex("(?<number>[0-9]+)(?<unit>[YMWD])")]
    private static partial Regex Units();
}
