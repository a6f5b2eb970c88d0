namespace Gdpr.Toolkit.Encryption;

/// <summary>The people, known by id, for whom one save seals values; and their keys that are in memory, held until it has ended.</summary>
internal sealed class PeopleToSeal(SubjectKeyring keyring, Realm realm) : IDisposable
{
    private const int ComparedAtOnce = 1_000;

    private readonly Dictionary<KeySubject, PersonToSeal> _people = [];
    private readonly List<SubjectKeyLease> _leases = [];

    public IReadOnlyCollection<PersonToSeal> All => _people.Values;

    /// <summary>Notes whose the rows are.</summary>
    /// <returns>Each row's person; null for one whose id the database has yet to give.</returns>
    public PersonToSeal?[] Note(IReadOnlyList<RowToSeal> rows)
    {
        var people = new PersonToSeal?[rows.Count];
        _people.EnsureCapacity(people.Length);
        for (var index = 0; index < people.Length; index++)
        {
            if (rows[index].Subject is { Key: { } key, Kind: var kind })
            {
                var person = people[index] = Find(new KeySubject(realm.StoreId, kind, CanonicalId.Encode(key)));
                person.Need(rows[index].Groups);
            }
        }

        return people;
    }

    /// <summary>Has the store say which of the keys in memory are in force and as they were: their rows are not read again.</summary>
    /// <param name="writer">Asks the store.</param>
    /// <param name="erased">The person who is being erased, for whom another key is in force than the one that is remembered; null for nobody.</param>
    /// <param name="async">Whether the returned task may be completed later.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async ValueTask CompareAsync(SubjectKeyWriter writer, byte[]? erased, bool async, CancellationToken cancellationToken)
    {
        var remembered = _people.Values
            .Where(person => person.Remembered?.Known is not null && !person.Reference.AsSpan().SequenceEqual(erased));
        foreach (var chunk in remembered.Chunk(ComparedAtOnce))
        {
            var known = Array.ConvertAll(chunk, person => person.Remembered!.Known!.Value);
            var changed = await writer.FindChangedAsync(known, async, cancellationToken).ConfigureAwait(false);
            for (var index = 0; index < chunk.Length; index++)
            {
                chunk[index].IsUnchanged = !changed.Contains(index);
            }
        }
    }

    /// <summary>Holds a key that is in memory until the save has ended; null where it is not.</summary>
    public SubjectKey? Hold(KeyId kid)
    {
        if (keyring.Runtime.Keys.TryGet(kid)?.TryLease() is not { } lease)
        {
            return null;
        }

        _leases.Add(lease);
        return lease.Key;
    }

    public void Dispose() => _leases.ForEach(lease => lease.Dispose());

    /// <summary>Finds a person, whose reference need not be computed where their key is in memory.</summary>
    private PersonToSeal Find(KeySubject subject)
    {
        if (!_people.TryGetValue(subject, out var person))
        {
            var key = Remembered(subject);
            person = new PersonToSeal(subject, key?.SubjectRef ?? realm.SubjectReference(tenant: "", subject.Kind, subject.CanonicalId), key);
            _people.Add(subject, person);
        }

        return person;
    }

    private SubjectKey? Remembered(KeySubject subject)
    {
        if (keyring.Runtime.Keys.TryLeaseToSeal(subject) is not { } lease)
        {
            return null;
        }

        _leases.Add(lease);
        return lease.Key;
    }
}
