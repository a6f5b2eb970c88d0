using System.Collections.Concurrent;

namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>What the names of one compilation say, each read once: most classes have an Id, a Name and a CreatedAt.</summary>
internal sealed class NameJudges(TermTable terms)
{
    private readonly ConcurrentDictionary<string, NameJudge> _known = new(StringComparer.Ordinal);

    public TermTable Terms => terms;

    public NameJudge Of(string name) => _known.TryGetValue(name, out var known) ? known : _known.GetOrAdd(name, new NameJudge(name, terms));
}
