using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The keys of one save: those of known people, found or made, and those of people whose ids the database has yet to give.</summary>
internal sealed class SaveKeys(SubjectKeyWriter writer, SubjectKeyring keyring, Realm realm, ErasureSealing? erasure, bool async) : IDisposable
{
    private readonly Dictionary<KeyId, SubjectKey> _minted = [];
    private readonly Dictionary<KeyId, SubjectKey> _opened = [];
    private readonly List<SubjectKeyLease> _leases = [];
    private readonly Dictionary<IUpdateEntry, (string Kind, MintedKey Key)> _ofNewPeople = [];

    /// <summary>Finds or makes the key of every entry's person.</summary>
    public async ValueTask<Dictionary<IUpdateEntry, SubjectKey>> FindAsync(
        IReadOnlyDictionary<IUpdateEntry, ResolvedSubject> subjects, CancellationToken cancellationToken)
    {
        var known = subjects.Where(subject => subject.Value.Key is not null).ToList();
        var references = known.ToDictionary(subject => subject.Key, subject => Reference(subject.Value.Kind, subject.Value.Key!));
        // In one order for everybody, so that two that make keys for the same people do not wait for each other; and in that of
        // their rows, so that keys lie as people will be read.
        var ordered = known
            .OrderBy(subject => subject.Value.Kind, StringComparer.Ordinal)
            .ThenBy(subject => CanonicalId.Encode(subject.Value.Key!), ByteOrder.Instance)
            .Select(subject => references[subject.Key]);
        var rows = await RowsAsync(ordered, cancellationToken).ConfigureAwait(false);
        var keys = subjects.ToDictionary(
            subject => subject.Key,
            subject => subject.Value.NewPerson is { } person
                ? MintForNewPerson(person, subject.Value.Kind)
                : Use(rows[Convert.ToHexString(references[subject.Key])], subject.Key.EntityType));
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

        var references = _ofNewPeople.ToDictionary(
            person => person.Key, person => Reference(person.Value.Kind, PrimaryKey(person.Key)));
        var earlier = (await writer.FindAsync(references.Values, async, cancellationToken).ConfigureAwait(false))
            .Where(row => row.Group == KeyGroups.Main)
            .ToLookup(row => Convert.ToHexString(row.SubjectRef!));
        var changes = new List<Changed<KeyRow>>();
        foreach (var (person, (_, key)) in _ofNewPeople)
        {
            var reference = references[person];
            // The database may give an id that an earlier person had: a new person with a key of their own.
            var version = earlier[Convert.ToHexString(reference)].Select(row => row.Version).DefaultIfEmpty(0).Max() + 1;
            changes.Add(realm.Bind(key.Row, reference, version));
            key.Key.BindTo(reference);
        }

        if (keyring.Store.IsInApplicationDatabase)
        {
            await writer.InsertAsync([.. _ofNewPeople.Values.Select(person => person.Key)], async, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await writer.ApplyAsync(new KeyStoreChanges { Keys = changes }, async, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Hands the keys on to the context until the application's transaction ends: nobody else can see their rows yet.</summary>
    public void KeepUncommitted()
    {
        keyring.KeepUncommitted(_minted.Values.Concat(_opened.Values));
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

        _leases.ForEach(lease => lease.Dispose());
    }

    private async ValueTask<Dictionary<string, KeyRow>> RowsAsync(
        IEnumerable<byte[]> references, CancellationToken cancellationToken)
    {
        var distinct = references.DistinctBy(Convert.ToHexString).ToList();
        var rows = (await writer.FindToSealAsync(distinct, async, cancellationToken).ConfigureAwait(false)).Where(IsInForce).ToList();
        var known = rows.Select(row => Convert.ToHexString(row.SubjectRef!)).ToHashSet();
        var missing = distinct.Where(reference => !known.Contains(Convert.ToHexString(reference))).ToLookup(IsErased);
        foreach (var people in missing)
        {
            var group = people.Key ? erasure!.Group : KeyGroups.Main;
            var (stored, minted) = await writer.MintAsync(realm, [.. people], group, async, cancellationToken).ConfigureAwait(false);
            minted.ForEach(key => _minted.Add(key.Kid, key));
            rows.AddRange(stored.Where(IsInForce));
        }

        return rows
            .GroupBy(row => Convert.ToHexString(row.SubjectRef!))
            .ToDictionary(versions => versions.Key, versions => versions.MaxBy(row => row.Version)!);
    }

    private bool IsErased(byte[] reference) => erasure is not null && reference.AsSpan().SequenceEqual(erasure.SubjectReference);

    /// <summary>Whether a key is of the group that its person's values are sealed under in this save.</summary>
    private bool IsInForce(KeyRow row) => row.Group == (IsErased(row.SubjectRef!) ? erasure!.Group : KeyGroups.Main);

    private SubjectKey MintForNewPerson(IUpdateEntry person, string kind)
    {
        if (!_ofNewPeople.TryGetValue(person, out var made))
        {
            made = (kind, realm.Mint(subjectRef: null, KeyGroups.Main, version: 1));
            _ofNewPeople.Add(person, made);
            _minted.Add(made.Key.Key.Kid, made.Key.Key);
        }

        return made.Key.Key;
    }

    private SubjectKey Use(KeyRow row, IReadOnlyEntityType entityType)
    {
        if (row.State is KeyState.ShredRequested or KeyState.Shredded)
        {
            realm.VerifyRow(row);
            throw KeyStoreErrors.Erased(entityType);
        }

        var kid = KeyId.From(row.Kid);
        if ((_minted.GetValueOrDefault(kid) ?? _opened.GetValueOrDefault(kid) ?? keyring.FindUncommitted(kid)) is { } known)
        {
            realm.VerifyRow(row);
            return known;
        }

        if (keyring.Runtime.Keys.TryGet(kid)?.TryLease() is { } lease)
        {
            realm.VerifyRow(row);
            _leases.Add(lease);
            return lease.Key;
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
