using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Telemetry;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Loads keys from the key store of one context into the memory of the process, and remembers which are destroyed.</summary>
internal sealed class KeyLoader(SubjectKeyring keyring)
{
    private const int PreloadedAtOnce = 1_000;
    private const int FindAttempts = 4;

    private readonly Dictionary<KeyId, KeyOwner> _destroyed = [];
    private KeyReadAhead? _readAhead;

    /// <summary>Gets how often keys were looked up in the database.</summary>
    public int LookUps { get; private set; }

    /// <summary>Finds whose a key was that is known to be destroyed, which is final.</summary>
    public KeyOwner? FindDestroyed(KeyId kid) => _destroyed.GetValueOrDefault(kid);

    /// <summary>Notes a key as destroyed, and finds out whose it was.</summary>
    public KeyOwner NoteDestroyed(KeyId kid, ColumnBinding column)
    {
        var owner = FindDestroyed(kid) ?? new KeyOwner(FindReference(kid, column));
        _destroyed[kid] = owner;
        return owner;
    }

    /// <summary>Loads the key of a value, and with it those of the people around, if the last look-ups were neighbours too.</summary>
    public SubjectKey Load(KeyId kid, ColumnBinding column)
    {
        var removals = keyring.Runtime.Keys.Removals;
        var readAhead = _readAhead ??= new KeyReadAhead(keyring.Runtime.Options.KeyCache.Capacity / 4);
        using var apart = AmbientTransaction.Suppress();
        using var session = keyring.Store.OpenForLookUp(keyring.Context);
        CountLookUp();
        var (rows, wanted, realm) = Find(kid, readAhead.Reach, session, column);
        readAhead.Loaded(wanted.Position, rows[0].Position, rows[^1].Position);
        foreach (var neighbour in rows.Where(row => row != wanted))
        {
            Keep(realm, neighbour, removals);
        }

        if (wanted.State.IsEnding())
        {
            realm.VerifyRow(wanted);
            _destroyed[kid] = new KeyOwner(wanted.SubjectRef);
        }

        return realm.Unwrap(wanted);
    }

    /// <summary>Loads the keys of people, a thousand with one look-up.</summary>
    public async Task PreloadAsync(Realm realm, IReadOnlyCollection<Person> people, CancellationToken cancellationToken)
    {
        var removals = keyring.Runtime.Keys.Removals;
        var references = people.Select(person => PersonKeys.ReferenceOf(person, realm)).ToList();
        using var apart = AmbientTransaction.Suppress();
        using var session = keyring.Store.OpenForLookUp(keyring.Context);
        foreach (var chunk in references.Take(keyring.Runtime.Options.KeyCache.Capacity).Chunk(PreloadedAtOnce))
        {
            CountLookUp();
            var rows = await session.FindAsync(chunk, async: true, cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                Keep(realm, row, removals);
            }
        }
    }

    /// <summary>Reads from the key store whose a key is, destroyed or not.</summary>
    public byte[]? FindReference(KeyId kid, ColumnBinding column)
    {
        using var apart = AmbientTransaction.Suppress();
        using var session = keyring.Store.OpenForLookUp(keyring.Context);
        CountLookUp();
        if (Blocking.Completed(session.FindAsync([kid], async: false, default)) is not [var row])
        {
            return null;
        }

        (keyring.Realm.FindFor(row, session) ?? throw SubjectKeyring.KeyMissing(column)).VerifyRow(row);
        return row.SubjectRef;
    }

    public void Reset()
    {
        _readAhead = null;
        _destroyed.Clear();
    }

    /// <summary>Reads a key's row and those around, again where a rotation of key epochs came in between.</summary>
    private (IReadOnlyList<KeyRow> Rows, KeyRow Wanted, Realm Realm) Find(KeyId kid, KeyReach reach, IKeyStoreSession session, ColumnBinding column)
    {
        for (var attempt = 1; ; attempt++)
        {
            var rows = Blocking.Completed(session.AroundAsync(kid, reach, async: false, default));
            var wanted = rows.FirstOrDefault(row => KeyId.From(row.Kid) == kid) ?? throw SubjectKeyring.KeyMissing(column);
            var realm = keyring.Realm.FindFor(wanted, session) ?? throw SubjectKeyring.KeyMissing(column);
            if (attempt == FindAttempts || realm.CanTell(wanted))
            {
                return (rows, wanted, realm);
            }
        }
    }

    /// <summary>Keeps a key that nobody has asked for yet. What is wrong with its row is said to whoever does.</summary>
    private void Keep(Realm realm, KeyRow row, long removals)
    {
        var kid = KeyId.From(row.Kid);
        try
        {
            if (row.State.IsEnding())
            {
                realm.VerifyRow(row);
                _destroyed[kid] = new KeyOwner(row.SubjectRef);
            }
            else if (row.Wrapped is not null && keyring.Runtime.Keys.TryGet(kid) is null)
            {
                keyring.Runtime.Keys.AddUnlessRemoved(realm.Unwrap(row), removals);
            }
        }
        catch (PersonalDataProtectionException)
        {
        }
    }

    private void CountLookUp()
    {
        LookUps++;
        GdprMeters.KeyLookUps.Add(1);
    }
}
