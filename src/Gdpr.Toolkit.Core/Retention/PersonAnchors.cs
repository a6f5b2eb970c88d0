using System.Collections.Concurrent;

namespace Gdpr.Toolkit.Retention;

/// <summary>The anchors of all of a person's records. Thread-safe; looks through the records once for each anchor, not for each value.</summary>
internal sealed class PersonAnchors(IReadOnlyCollection<IReadOnlyCollection<DeclaredAnchor>> records)
{
    private readonly ConcurrentDictionary<(RetentionCalendar, AnchorName), AnchorFinding> _found = new();

    public IReadOnlyCollection<IReadOnlyCollection<DeclaredAnchor>> Records { get; } = records;

    public AnchorFinding Find(RetentionCalendar calendar, AnchorName anchor)
        => _found.GetOrAdd((calendar, anchor), static (key, records) => key.Item1.FindLast(key.Item2, records), Records);
}
