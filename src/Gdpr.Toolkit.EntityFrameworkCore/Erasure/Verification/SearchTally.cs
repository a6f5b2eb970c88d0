using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Counts where values of erased people were found. Bounded by the number of columns, not by that of rows.</summary>
/// <param name="values">All values that are searched for, each with whose it is.</param>
/// <param name="isBounded">Whether anything in the model keeps people apart.</param>
internal sealed class SearchTally(IReadOnlyList<(SearchedPerson Person, ErasedValue Value)> values, bool isBounded)
{
    private const int KeptKeys = 100;

    private readonly Dictionary<(SearchedPerson Person, string Table, string Column, VerificationFindingKind Kind), Dictionary<string, Counted>> _counts = [];
    private readonly HashSet<ErasedValue> _heldByOthers = new(ReferenceEqualityComparer.Instance);

    // A search that ends before its keys were looked at hands out none.
    private bool _mayShowKeys = !isBounded;

    public void HoldElsewhere(ErasedValue value) => _heldByOthers.Add(value);

    /// <summary>Counts a row once for each column in which it holds values of a person.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="row">The row.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="first">The number among all values of the first one of this pass.</param>
    public void Add(SearchedTable table, string column, FoundRow row, FoundValues found, int first)
    {
        foreach (var numbers in found.All.GroupBy(number => values[first + number].Person))
        {
            var person = numbers.Key;
            if (person.Judge(table, column, row) is not { } kind)
            {
                continue;
            }

            if (kind == VerificationFindingKind.FoundElsewhere && table.People!.HoldsIdentifiers(column))
            {
                _heldByOthers.UnionWith(numbers.Where(found.IsWhole).Select(number => values[first + number].Value));
            }

            var mayBeSeen = !isBounded || person.IsOfSameTenant(table, row);
            Count((person, table.Name, column, kind), [.. numbers.Select(number => first + number).Order()], mayBeSeen ? row.Key : []);
        }
    }

    /// <summary>Takes out the keys of rows that lie behind a boundary of the application's query filters.</summary>
    public async Task HideKeysAsync(DbContext context, IReadOnlyDictionary<string, SearchedTable> tables, CancellationToken cancellationToken)
    {
        foreach (var (place, counted) in isBounded ? _counts.SelectMany(count => count.Value.Values.Select(counted => (count.Key, counted))) : [])
        {
            var visible = new List<IReadOnlyList<object>>();
            foreach (var key in counted.Keys)
            {
                if (await StoredRows.IsWithinAsync(context, tables[place.Table].People!.Holder, key, cancellationToken).ConfigureAwait(false))
                {
                    visible.Add(key);
                }
            }

            counted.Keys.Clear();
            counted.Keys.AddRange(visible);
        }

        _mayShowKeys = true;
    }

    /// <summary>Sums up what was found of a person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="scope">Whether what others hold too counts.</param>
    public (int HeldByOthers, IReadOnlyList<VerificationFinding> Findings) Of(SearchedPerson person, VerificationScope scope)
    {
        var ignored = scope == VerificationScope.FullScan ? [] : _heldByOthers;
        return (
            person.Values.Count(ignored.Contains),
            [
                .. from column in _counts
                   where column.Key.Person == person
                   let counted = column.Value.Values.Where(one => !one.Values.All(ignored.Contains)).ToList()
                   where counted.Count > 0
                   orderby column.Key.Kind, column.Key.Table, column.Key.Column
                   select new VerificationFinding
                   {
                       Table = column.Key.Table,
                       Column = column.Key.Column,
                       Kind = column.Key.Kind,
                       Rows = counted.Sum(one => one.Rows),
                       Keys = _mayShowKeys ? [.. counted.SelectMany(one => one.Keys).Take(KeptKeys)] : [],
                   },
            ]);
    }

    private void Count(
        (SearchedPerson Person, string Table, string Column, VerificationFindingKind Kind) place, IReadOnlyList<int> found, IReadOnlyList<object> key)
    {
        if (!_counts.TryGetValue(place, out var counts))
        {
            _counts.Add(place, counts = new Dictionary<string, Counted>(StringComparer.Ordinal));
        }

        // Rows are counted by which values they hold, as long as it is open whether others hold them too.
        var combination = string.Join(',', found);
        if (!counts.TryGetValue(combination, out var counted))
        {
            counts.Add(combination, counted = new Counted([.. found.Select(number => values[number].Value)]));
        }

        counted.Rows++;
        if (key.Count > 0 && counted.Keys.Count < KeptKeys)
        {
            counted.Keys.Add(key);
        }
    }

    private sealed class Counted(IReadOnlyList<ErasedValue> values)
    {
        public IReadOnlyList<ErasedValue> Values => values;

        public long Rows { get; set; }

        public List<IReadOnlyList<object>> Keys { get; } = [];
    }
}
