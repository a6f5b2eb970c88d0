using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Baseline;

/// <summary>What a baseline itself reports, and the rules whose findings it may hold.</summary>
internal static class BaselineRules
{
    /// <summary>GDPR015: an entry of the baseline that no rule finds any more.</summary>
    public static readonly DiagnosticDescriptor Stale = new(
        RuleIds.RemoveFromBaseline,
        title: "Remove from the baseline what is done",
        messageFormat: "'{0}' is in the baseline and is not found any more; remove the line",
        RuleCategories.Privacy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An entry that nobody removes lets the same finding come back unseen.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.RemoveFromBaseline),
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);

    /// <summary>GDPR016: what goes into the baseline while it is written. Not configurable: a severity of error would fail the writing.</summary>
    public static readonly DiagnosticDescriptor Entry = new(
        RuleIds.BaselineEntry,
        title: "Entry of the baseline that is being written",
        messageFormat: "{0}",
        RuleCategories.Privacy,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Reported in place of the findings while GdprToolkitWriteBaseline is true.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.BaselineEntry),
        customTags: [WellKnownDiagnosticTags.NotConfigurable]);

    /// <summary>Gets the rules whose findings a baseline may hold: not those that report what is refused at run time whatever it says.</summary>
    public static ImmutableHashSet<string> Ids { get; } =
    [
        RuleIds.AnnotatePersonalData, RuleIds.DeclareCondition, RuleIds.StatePurpose, RuleIds.LimitRetention, RuleIds.DoNotLogPersonalData,
        RuleIds.KeepOutOfMessages, RuleIds.MakeSearchable, RuleIds.DoNotBypassProtection, RuleIds.ReachDataSubject, RuleIds.SayWhyNot,
    ];

    /// <summary>Returns what a rule reports whose findings a baseline may hold.</summary>
    public static ImmutableArray<DiagnosticDescriptor> With(DiagnosticDescriptor rule) => [rule, Stale, Entry];
}
