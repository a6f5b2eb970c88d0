using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The keys of one save: those of known people, found or made, and those of people whose ids the database has yet to give.</summary>
internal sealed class SaveKeys(SubjectKeyWriter writer, SubjectKeyring keyring, Realm realm, ErasureSealing? erasure, bool async) : IDisposable
{
    private static readonly string[] OnlyMain = [KeyGroups.Main];

    private readonly Dictionary<KeyId, SubjectKey> _minted = [];
    private readonly Dictionary<KeyId, SubjectKey> _opened = [];
    private readonly PeopleToSeal _people = new(keyring, realm);
    private readonly Dictionary<(IUpdateEntry Person, string Group), (string Kind, MintedKey Key)> _ofNewPeople = [];

    /// <summary>Finds or makes the keys of every row's person, one for each key group that is written.</summary>
    public async ValueTask<Dictionary<(IUpdateEntry Entry, string Group), SubjectKey>> FindAsync(
        IReadOnlyList<RowToSeal> rows, CancellationToken cancellationToken)
    {
        var people = _people.Note(rows);
        await writer.BeginToSealAsync(_people.All.Select(person => person.Reference), async, cancellationToken).ConfigureAwait(false);
        await _people.CompareAsync(writer, erasure?.SubjectReference, async, cancellationToken).ConfigureAwait(false);
        var stored = await RowsAsync(cancellationToken).ConfigureAwait(false);
        var keys = new Dictionary<(IUpdateEntry, string), SubjectKey>(rows.Count);
        for (var index = 0; index < people.Length; index++)
        {
            var (entry, subject, groups) = rows[index];
            for (var number = 0; number < groups.Count; number++)
            {
                keys[(entry, groups[number])] = people[index] is { } person
                    ? Use(stored, person, groups[number], entry.EntityType)
                    : MintForNewPerson(subject.NewPerson!, subject.Kind, groups[number]);
            }
        }

        if (!keyring.Store.IsInApplicationDatabase)
        {
            await writer.InsertAsync([.. _ofNewPeople.Values.Select(person => person.Key)], async, cancellationToken).ConfigureAwait(false);
        }

        return keys;
    }

    /// <summary>Whether somebody is the person whom the running erasure is of.</summary>
    public bool IsBeingErased(ResolvedSubject subject)
        => erasure is not null && subject.Key is not null && IsErased(Reference(subject.Kind, subject.Key));

    /// <summary>Stores the keys of new people with the ids that the database has just given their rows.</summary>
    /// <remarks>
    /// After the data, and in its transaction: written before, each key would have to be updated once the id is known. Keys in a
    /// database of their own were committed before the data, and are bound before the data is committed.
    /// </remarks>
    public async ValueTask BindNewPeopleAsync(CancellationToken cancellationToken)
    {
        if (_ofNewPeople.Count == 0)
        {
            return;
        }

        var references = _ofNewPeople
            .GroupBy(key => key.Key.Person, key => key.Value.Kind)
            .ToDictionary(person => person.Key, person => Reference(person.First(), PrimaryKey(person.Key)));
        var earlier = (await writer.FindAsync(references.Values, async, cancellationToken).ConfigureAwait(false))
            .GroupBy(KeyPlace.Of)
            .ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.Version)!);
        var changes = new List<Changed<KeyRow>>();
        foreach (var ((person, group), (_, key)) in _ofNewPeople)
        {
            var reference = references[person];
            // The database may give an id that an earlier person had: a new person with a key of their own.
            var version = earlier.Remove(new KeyPlace(reference, group), out var theirs) ? theirs.Version + 1 : 1;
            changes.Add(realm.Bind(key.Row, reference, version));
            key.Key.BindTo(reference);
        }

        var renewed = RenewGroups(earlier.Values);
        if (keyring.Store.IsInApplicationDatabase)
        {
            await writer.InsertAsync([.. _ofNewPeople.Values.Select(person => person.Key), .. renewed], async, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var stored = new KeyStoreChanges { Keys = changes, NewKeys = [.. renewed.Select(key => key.Row)] };
            await writer.ApplyAsync(stored, async, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Hands the keys on to the context until the application's transaction ends: nobody else can see their rows yet.</summary>
    public void KeepUncommitted()
    {
        keyring.Transaction.Keep(_minted.Values.Concat(_opened.Values));
        _minted.Clear();
        _opened.Clear();
    }

    /// <summary>Hands new keys, which are committed now, to all contexts.</summary>
    /// <param name="removals">How many keys had been destroyed in this process before the commit.</param>
    public void Publish(long removals)
    {
        foreach (var key in _minted.Values)
        {
            keyring.Runtime.Keys.AddUnlessRemoved(key, removals);
        }

        _minted.Clear();
    }

    /// <summary>Lets go of the keys that nobody has taken over.</summary>
    public void Dispose()
    {
        foreach (var key in _minted.Values.Concat(_opened.Values))
        {
            key.Dispose();
        }

        _people.Dispose();
    }

    private async ValueTask<Dictionary<KeyPlace, KeyRow>> RowsAsync(CancellationToken cancellationToken)
    {
        var rows = new Dictionary<KeyPlace, KeyRow>();
        var people = _people.All.Where(person => person.NeedsRows).ToList();
        if (people.Count == 0)
        {
            return rows;
        }

        rows.EnsureCapacity(people.Count);
        Keep(await writer.FindAsync(people.ConvertAll(person => person.Reference), async, cancellationToken).ConfigureAwait(false));
        // Main keys first: they say who is erased, so that nobody has others without one. In one order for everybody, so that two
        // that make keys for the same people do not wait for each other; and in that of their rows, so that keys lie as people will be read.
        var missing = Missing()
            .DistinctBy(wanted => wanted.Place)
            .OrderBy(wanted => wanted.Person.Kind, StringComparer.Ordinal)
            .ThenBy(wanted => wanted.Person.CanonicalId, ByteOrder.Instance)
            .GroupBy(wanted => wanted.Place.Group, wanted => wanted.Place.SubjectRef)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in missing)
        {
            var living = group.Where(reference => !IsGone(reference)).ToList();
            if (living.Count > 0)
            {
                var (stored, minted) = await writer.MintAsync(realm, living, group.Key, async, cancellationToken).ConfigureAwait(false);
                minted.ForEach(key => _minted.Add(key.Kid, key));
                Keep(stored);
            }
        }

        return rows;

        IEnumerable<(KeyPlace Place, KeySubject Person)> Missing()
        {
            foreach (var person in people)
            {
                foreach (var group in person.Groups.SelectMany(group => GroupsInForce(person.Reference, group)))
                {
                    var wanted = new KeyPlace(person.Reference, group);
                    if (!rows.ContainsKey(wanted))
                    {
                        yield return (wanted, person.Subject);
                    }
                }
            }
        }

        bool IsGone(byte[] reference)
            => !IsErased(reference) && rows.TryGetValue(new KeyPlace(reference, KeyGroups.Main), out var main) && writer.IsDestroyed(main);

        void Keep(IReadOnlyList<KeyRow> found)
        {
            foreach (var row in found)
            {
                var place = KeyPlace.Of(row);
                if (!rows.TryGetValue(place, out var other) || row.Version >= other.Version)
                {
                    rows[place] = row;
                }
            }
        }
    }

    private bool IsErased(byte[] reference) => erasure is not null && reference.AsSpan().SequenceEqual(erasure.SubjectReference);

    /// <summary>Tells which keys a person needs in this save for values of a group: what an erasure retains is sealed under one key of its own.</summary>
    private string[] GroupsInForce(byte[] reference, string group)
        => IsErased(reference) ? [erasure!.Group] : group == KeyGroups.Main ? OnlyMain : [KeyGroups.Main, group];

    private SubjectKey MintForNewPerson(IUpdateEntry person, string kind, string group)
    {
        if (group != KeyGroups.Main)
        {
            MintForNewPerson(person, kind, KeyGroups.Main);
        }

        if (!_ofNewPeople.TryGetValue((person, group), out var made))
        {
            made = (kind, realm.Mint(subjectRef: null, group, version: 1));
            _ofNewPeople.Add((person, group), made);
            _minted.Add(made.Key.Key.Kid, made.Key.Key);
        }

        return made.Key.Key;
    }

    /// <summary>Makes keys for the groups that an earlier person with the same id had: that those are destroyed says nothing of the new person.</summary>
    private List<MintedKey> RenewGroups(IEnumerable<KeyRow> earlier)
    {
        var renewed = earlier
            .Where(row => row.Group != KeyGroups.Main && !row.Group.StartsWith(KeyGroups.ErasurePrefix, StringComparison.Ordinal))
            .Select(row => realm.Mint(row.SubjectRef!, row.Group, row.Version + 1))
            .ToList();
        renewed.ForEach(key => _minted.Add(key.Key.Kid, key.Key));
        return renewed;
    }

    private SubjectKey Use(Dictionary<KeyPlace, KeyRow> rows, PersonToSeal person, string group, IReadOnlyEntityType entityType)
    {
        if (group == KeyGroups.Main && person.IsUnchanged)
        {
            return person.Remembered!;
        }

        var reference = person.Reference;
        if (IsErased(reference))
        {
            return Use(rows[new KeyPlace(reference, erasure!.Group)]);
        }

        var main = rows[new KeyPlace(reference, KeyGroups.Main)];
        if (group == KeyGroups.Main && !writer.IsDestroyed(main))
        {
            var key = Use(main);
            keyring.Runtime.Keys.NoteSealing(person.Subject, key);
            return key;
        }

        realm.VerifyRow(main);
        if (writer.IsDestroyed(main))
        {
            throw KeyStoreErrors.Erased(entityType);
        }

        var row = rows[new KeyPlace(reference, group)];
        if (writer.IsDestroyed(row))
        {
            realm.VerifyRow(row);
            throw KeyStoreErrors.GroupDestroyed(entityType, group);
        }

        return Use(row);
    }

    private SubjectKey Use(KeyRow row)
    {
        var kid = KeyId.From(row.Kid);
        if ((_minted.GetValueOrDefault(kid) ?? _opened.GetValueOrDefault(kid) ?? keyring.Transaction.Find(kid)) is { } known)
        {
            realm.VerifyRow(row, known);
            return known;
        }

        if (_people.Hold(kid) is { } held)
        {
            realm.VerifyRow(row, held);
            return held;
        }

        // Not for the cache: the row may be one that a transaction of the application's has yet to commit.
        var own = realm.Unwrap(row);
        _opened.Add(kid, own);
        return own;
    }

    private byte[] Reference(string kind, IReadOnlyList<object> key)
        => realm.SubjectReference(tenant: "", kind, CanonicalId.Encode(key));

    private static object[] PrimaryKey(IUpdateEntry entry)
        => [.. entry.EntityType.FindPrimaryKey()!.Properties.Select(property => entry.GetCurrentValue(property)!)];
}
