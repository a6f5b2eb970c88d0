namespace Gdpr.Toolkit.Erasure;

/// <summary>What was read of a ledger. Not thread-safe.</summary>
internal sealed class LedgerContents
{
    private readonly List<LedgerErasure> _erasures = [];
    private readonly Dictionary<long, LedgerHash> _accepted = [];
    private readonly Dictionary<(Guid StoreId, string Kind), LedgerPeople> _people = [];
    private readonly Dictionary<(LedgerPeople People, string Table, string Column), long> _sequences = [];

    public ErasureLedgerHead Head { get; private set; } = ErasureLedgerHead.Empty;

    /// <summary>Gets all erasures and destructions of key groups, in the order in which they began.</summary>
    public IReadOnlyList<LedgerErasure> Erasures => _erasures;

    /// <summary>Finds the highest numbers that a database had given to people of some kinds.</summary>
    public IEnumerable<SequenceMark> Sequences(Guid storeId, IReadOnlySet<string> kinds)
        => from mark in _sequences
           where mark.Key.People.StoreId == storeId && kinds.Contains(mark.Key.People.Kind)
           select new SequenceMark(mark.Key.Table, mark.Key.Column, mark.Value);

    /// <summary>Whether the ledger has the entry that a database has carried out.</summary>
    public bool Holds(LedgerRow row)
        => (Find(row.Position)?.Hash ?? Accepted(row.Position)) == LedgerHash.From(row.Hash);

    /// <returns>The erasure that was completed by it; null where it is about something else.</returns>
    /// <exception cref="FormatException">It names a person, a key or a certificate that is none.</exception>
    public LedgerErasure? Add(ErasureLedgerEntry entry)
    {
        var completed = AddToErasures(entry);
        Head = entry.Head;
        return completed;
    }

    private LedgerErasure? AddToErasures(ErasureLedgerEntry entry)
    {
        switch (entry.Record)
        {
            case { Kind: ErasureLedgerEntryKind.Intent or ErasureLedgerEntryKind.KeyGroup, SubjectKind: { } kind, SubjectReference: not null }:
                var people = PeopleOf(entry.Record.StoreId, kind);
                _erasures.Add(new LedgerErasure(people, entry));
                Note(people, entry.Record.Sequences);
                break;
            case { Kind: ErasureLedgerEntryKind.Completed, Intent: { } intent } when Find(intent) is { } erasure:
                erasure.Complete(entry);
                return erasure;
            case { Kind: ErasureLedgerEntryKind.Withdrawn, Intent: { } intent } when Find(intent) is { } erasure:
                erasure.Withdraw();
                break;
            case { Kind: ErasureLedgerEntryKind.Accepted }:
                _accepted.Add(entry.Position, LedgerHash.From(entry.Head.Hash));
                break;
        }

        return null;
    }

    private void Note(LedgerPeople people, IReadOnlyList<SequenceMark> sequences)
    {
        foreach (var mark in sequences)
        {
            var column = (people, mark.Table, mark.Column);
            _sequences[column] = Math.Max(mark.Value, _sequences.GetValueOrDefault(column, mark.Value));
        }
    }

    private LedgerPeople PeopleOf(Guid storeId, string kind)
    {
        if (!_people.TryGetValue((storeId, kind), out var people))
        {
            people = new LedgerPeople(storeId, kind);
            _people.Add((storeId, kind), people);
        }

        return people;
    }

    private LedgerHash? Accepted(long position) => _accepted.TryGetValue(position, out var hash) ? hash : null;

    private LedgerErasure? Find(long position)
    {
        var (first, last) = (0, _erasures.Count - 1);
        while (first <= last)
        {
            var middle = first + ((last - first) / 2);
            switch (_erasures[middle].Position.CompareTo(position))
            {
                case 0:
                    return _erasures[middle];
                case < 0:
                    first = middle + 1;
                    break;
                default:
                    last = middle - 1;
                    break;
            }
        }

        return null;
    }
}
