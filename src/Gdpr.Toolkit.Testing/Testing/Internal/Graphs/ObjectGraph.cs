using System.Reflection;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>People and their rows while they are made up: first with the links that they need, then with all others, so that cycles can be saved.</summary>
internal sealed class ObjectGraph(DbContext context, ValueMaker values, SeededNumbers numbers, int maximumRows)
{
    // Values and links are random, and a key that consists of links can be taken.
    private const int Attempts = 10;

    private static readonly MethodInfo TrackMethod = typeof(ObjectGraph).GetMethod(nameof(Track), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly PersonalDataMap _map = context.GetPersonalDataMap();
    private readonly EntityOrder _order = new(context.Model, context.GetPersonalDataMap());
    private readonly InstanceMaker _instances = new(values, numbers);
    private readonly UniqueValues _unique = new();
    private readonly HashSet<(IForeignKey Link, GraphRow Principal)> _taken = [];
    private readonly List<GraphRow> _rows = [];

    /// <summary>Adds rows of every entity to the context.</summary>
    /// <exception cref="InvalidOperationException">The model holds no people, or rows of an entity cannot be made.</exception>
    public void Add(int people)
    {
        if (_map.Subjects.Count == 0)
        {
            throw new InvalidOperationException($"The model of '{context.GetType().Name}' holds no people. Mark an entity with [DataSubject].");
        }

        foreach (var type in _order.Types)
        {
            AddRows(type, people);
            if (_order.Ways(type).Any() && !_rows.Exists(row => row.Type == type))
            {
                throw new InvalidOperationException(
                    $"No row of '{type.DisplayName()}' could be made: its links or its unique values leave no room. Make up such rows in the test.");
            }
        }
    }

    /// <summary>Sets the links that rows can do without, to any row that they can lead to.</summary>
    public void AddOptionalLinks()
    {
        foreach (var row in _rows)
        {
            foreach (var link in EntityOrder.Links(row.Type).Where(link => !_order.IsEarly(link) && !IsPartOfUnique(link)))
            {
                var candidates = Candidates(link).Where(principal => RowLinks.Pairs(link, principal).All(pair => Agrees(row.Entry.Property(pair.Own), pair.Theirs))).ToList();
                if (candidates.Count > 0 && !numbers.OneIn(3))
                {
                    Set(row, link, numbers.Pick(candidates));
                }
            }
        }
    }

    /// <summary>Lists the people, once their rows are saved, with all values that are theirs.</summary>
    public IReadOnlyList<GeneratedPerson> People()
    {
        var values = _rows
            .SelectMany(row => _order.Ways(row.Type).Select(way => (Person: row.Follow(way.Path.Hops), Row: new StoredRow(way, row.Entry))))
            .Where(way => way.Person is not null)
            .ToLookup(way => way.Person!, way => way.Row);
        return
        [
            .. _rows.Where(IsPerson).Select(person => new GeneratedPerson(
                DataSubject.Of(person.Type.ClrType, [.. person.Type.FindPrimaryKey()!.Properties.Select(property => person.Entry.Property(property).CurrentValue!)]),
                [.. values[person].SelectMany(Values)])),
        ];
    }

    private IEnumerable<GeneratedValue> Values(StoredRow row)
        => from property in row.Mapped.Personal
           from value in row.Values(property)
           where value is not null
           select new GeneratedValue(property.Entity, property.Path, value, values.TokensIn(property, value));

    private void AddRows(IEntityType type, int people)
    {
        var ways = _order.Ways(type).ToList();
        if (EntityOrder.Links(type).FirstOrDefault(link => link.IsRequiredDependent) is { } part)
        {
            Candidates(part).ToList().ForEach(whole => Add(type, part, [whole]));
        }
        else if (ways.Find(way => way.IsSubject) is { } subject)
        {
            AddPeople(type, subject.Path.Subject, people);
        }
        else if (ways.Count == 0)
        {
            Repeat(() => Add(type, anchor: null, []));
        }
        else
        {
            foreach (var (way, person) in ways.SelectMany(way => _rows.Where(row => IsPerson(row, way.Path.Subject)).ToList().Select(person => (way, person))))
            {
                var link = (IForeignKey)way.Path.Hops[0];
                Repeat(() => Add(type, link, [.. Candidates(link).Where(principal => principal.Follow(way.Path.Hops.Skip(1)) == person)]));
            }
        }
    }

    private void AddPeople(IEntityType type, IReadOnlyEntityType kind, int people)
    {
        var classes = _order.Types.Where(other => IsPerson(other, kind)).ToList();
        for (var number = classes.IndexOf(type); number < Math.Max(people, classes.Count); number += classes.Count)
        {
            Add(type, anchor: null, []);
        }
    }

    private void Repeat(Action add)
    {
        for (var count = 1 + numbers.Below(maximumRows); count > 0; count--)
        {
            add();
        }
    }

    private void Add(IEntityType type, IForeignKey? anchor, IReadOnlyList<GraphRow> anchors)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (Choose(type, anchor, anchors) is { } links)
            {
                var (instance, made) = _instances.Make(type, links.Values);
                if (_unique.TryTake(type, made))
                {
                    Add(type, instance, made, links);
                    return;
                }
            }
        }
    }

    private void Add(IEntityType type, object instance, IReadOnlyDictionary<IProperty, object?> made, RowLinks links)
    {
        var entry = (EntityEntry)TrackMethod.MakeGenericMethod(type.ClrType).Invoke(null, [context, type, instance, made])!;
        foreach (var property in links.Temporary)
        {
            entry.Property(property).IsTemporary = true;
        }

        var row = new GraphRow(type, entry, links.Principals);
        _rows.Add(row);
        row.Owners.UnionWith(_order.Ways(type).Select(way => row.Follow(way.Path.Hops)).OfType<GraphRow>());
        _taken.UnionWith(links.Principals.Where(link => link.Key.IsUnique).Select(link => ((IForeignKey)link.Key, link.Value)));
    }

    private static EntityEntry<TEntity> Track<TEntity>(DbContext context, IEntityType type, TEntity instance, IReadOnlyDictionary<IProperty, object?> made)
        where TEntity : class
    {
        var rows = StoredRows.Of<TEntity>(context, type);
        var entry = rows.Entry(instance);
        foreach (var (property, value) in made.Where(value => value.Key.IsShadowProperty()))
        {
            entry.Property(property).CurrentValue = value;
        }

        return rows.Add(instance);
    }

    /// <summary>Chooses where the links lead that the row needs; null where one of them has nowhere to go.</summary>
    private RowLinks? Choose(IEntityType type, IForeignKey? anchor, IReadOnlyList<GraphRow> anchors)
    {
        var links = new RowLinks();
        var owners = new HashSet<GraphRow>();
        foreach (var link in EntityOrder.Links(type).Where(_order.IsEarly).OrderByDescending(link => link == anchor).ThenByDescending(link => link.IsRequired))
        {
            var isNeeded = link == anchor || _order.IsNeeded(type, link);
            if (!isNeeded && numbers.OneIn(3))
            {
                continue;
            }

            var candidates = (link == anchor ? anchors : Candidates(link)).Where(row => !_taken.Contains((link, row)) && links.Agree(link, row) && OwnsEncrypted(type, link, row)).ToList();
            if (candidates.Count > 0)
            {
                links.Add(link, Prefer(candidates, owners));
                owners.UnionWith(links.Principals[link].Owners);
            }
            else if (isNeeded)
            {
                return null;
            }
        }

        return links;
    }

    /// <summary>Mostly people have to do with what is theirs.</summary>
    private GraphRow Prefer(IReadOnlyList<GraphRow> candidates, HashSet<GraphRow> owners)
        => !numbers.OneIn(4) && candidates.Where(row => row.Owners.Overlaps(owners)).ToList() is { Count: > 0 } own ? numbers.Pick(own) : numbers.Pick(candidates);

    private bool OwnsEncrypted(IEntityType type, IForeignKey link, GraphRow principal)
        => _order.Ways(type)
            .Where(way => way.Path.Hops is [var first, ..] && first == link && way.Personal.Any(property => property.IsEncrypted))
            .All(way => principal.Follow(way.Path.Hops.Skip(1)) is not null);

    private IEnumerable<GraphRow> Candidates(IForeignKey link)
        => _rows.Where(row => link.PrincipalEntityType.IsAssignableFrom(row.Type) && !_taken.Contains((link, row)));

    private void Set(GraphRow row, IForeignKey link, GraphRow principal)
    {
        foreach (var (own, theirs) in RowLinks.Pairs(link, principal))
        {
            row.Entry.Property(own).CurrentValue = theirs.CurrentValue;
        }

        if (link.IsUnique)
        {
            _taken.Add((link, principal));
        }
    }

    private static bool Agrees(PropertyEntry own, PropertyEntry theirs) => own.CurrentValue is null || Equals(own.CurrentValue, theirs.CurrentValue);

    private static bool IsPartOfUnique(IForeignKey link)
        => link.Properties.Any(property => property.GetContainingIndexes().Any(index => index.IsUnique && !index.Properties.SequenceEqual(link.Properties)));

    private bool IsPerson(GraphRow row) => _order.Ways(row.Type).Any(way => way.IsSubject);

    private bool IsPerson(GraphRow row, IReadOnlyEntityType kind) => IsPerson(row.Type, kind);

    private bool IsPerson(IEntityType type, IReadOnlyEntityType kind) => _order.Ways(type).Any(way => way.IsSubject && way.Path.Subject == kind);
}
