using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Analyzers;

/// <summary>Decides whether the callbacks of a rule run, and sums what they take of time and memory.</summary>
/// <param name="runs">False where nothing of the rule but its registrations shall be left.</param>
internal sealed class Probe(bool runs)
{
    private readonly List<Diagnostic> _reported = [];

    // The shortest time of every callback in the order in which they are called, which is the same in every run.
    private readonly List<long> _best = [];
    private int _next;

    public bool Runs => runs;

    /// <summary>Gets what all callbacks took, each at its best: other work on the machine only adds.</summary>
    public TimeSpan BestTime => Stopwatch.GetElapsedTime(0, _best.Sum());

    public long Allocated { get; private set; }

    /// <summary>Begins another run.</summary>
    public void Restart() => (_next, Allocated) = (0, 0);

    /// <summary>Runs a callback that reports: what the compiler does with a diagnostic is not the rule's cost.</summary>
    public void Run(Action<SymbolAnalysisContext> callback, SymbolAnalysisContext context)
    {
        if (!runs)
        {
            return;
        }

#pragma warning disable CS0618 // Nothing else hands a rule a list to report to.
        var own = new SymbolAnalysisContext(context.Symbol, context.Compilation, context.Options, _reported.Add, _ => true, context.CancellationToken);
#pragma warning restore CS0618
        Run<SymbolAnalysisContext>(callback, own);
        _reported.ForEach(context.ReportDiagnostic);
        _reported.Clear();
    }

    // Analysis runs on one thread here, and a callback calls no other.
    public void Run<T>(Action<T> callback, T context)
    {
        if (!runs)
        {
            return;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var begun = Stopwatch.GetTimestamp();
        callback(context);
        var taken = Stopwatch.GetTimestamp() - begun;
        Allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (_next == _best.Count)
        {
            _best.Add(taken);
        }
        else
        {
            _best[_next] = Math.Min(_best[_next], taken);
        }

        _next++;
    }
}
