using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Baseline;

/// <summary>What a project's baseline knows, and which of it has been found again.</summary>
/// <remarks>
/// An entry names the rule, the symbol and what reaches where; neither a file nor a line, so that moved code stays known.
/// It covers every finding of that name.
/// </remarks>
internal sealed class KnownFindings
{
    private static readonly Regex Spaces = new(@"\s+", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, Location> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string> _watched = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly bool _isWritten;
    private string? _last;

    public KnownFindings(AnalyzerOptions options)
    {
        _isWritten = options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.GdprToolkitWriteBaseline", out var value)
            && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
        foreach (var (entry, place) in BaselineFile.Find(options.AdditionalFiles).SelectMany(file => file.Entries()))
        {
            if (!IsEntry(entry))
                Mistakes.Add((entry, place));
            else if (!_entries.ContainsKey(entry))
                _entries.Add(entry, place);
        }
    }

    /// <summary>Gets the lines that are no entries.</summary>
    public List<(string Line, Location Place)> Mistakes { get; } = [];

    /// <summary>Reports a finding, unless it is known; where the baseline is being written, its entry in its place.</summary>
    /// <param name="report">Takes the diagnostic.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="symbol">What it is about, or the member whose code it is in.</param>
    /// <param name="what">What tells it from other findings of the rule in this symbol, if anything.</param>
    public void Report(Action<Diagnostic> report, Diagnostic finding, ISymbol symbol, string? what = null)
    {
        if (_entries.Count == 0 && !_isWritten)
        {
            report(finding);
            return;
        }

        var entry = EntryOf(finding.Id, symbol, what);
        if (_isWritten)
            report(Diagnostic.Create(BaselineRules.Entry, finding.Location, entry));
        else if (_entries.ContainsKey(entry))
            _found[entry] = true;
        else
            report(finding);
    }

    /// <summary>Lets the rule that ends last report what no rule has found again.</summary>
    [SuppressMessage("MicrosoftCodeAnalysisPerformance", "RS1013:Start action has no registered non-end actions", Justification = "The rule that calls registers its own.")]
    public void Watch(CompilationStartAnalysisContext context, string rule)
    {
        if (_entries.Count == 0 || _isWritten)
            return;
        lock (_watched)
        {
            _watched.Add(rule);
        }

        context.RegisterCompilationEndAction(end =>
        {
            if (IsLast(rule))
                ReportStale(end.ReportDiagnostic);
        });
    }

    // An IDE runs the rules on one compilation again and again: what was found once stays found, and one rule reports.
    private bool IsLast(string rule)
    {
        lock (_watched)
        {
            _ended.Add(rule);
            if (_last is null && _ended.SetEquals(_watched))
                _last = rule;
            return _last == rule;
        }
    }

    private void ReportStale(Action<Diagnostic> report)
    {
        foreach (var entry in _entries)
        {
            if (!_found.ContainsKey(entry.Key))
                report(Diagnostic.Create(BaselineRules.Stale, entry.Value, entry.Key));
        }
    }

    private static string EntryOf(string rule, ISymbol symbol, string? what)
    {
        var name = symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        return Spaces.Replace(what is null ? $"{rule} {name}" : $"{rule} {name}: {what}", " ");
    }

    private static bool IsEntry(string line) => line.Length > 8 && line[7] == ' ' && BaselineRules.Ids.Contains(line.Substring(0, 7));
}
