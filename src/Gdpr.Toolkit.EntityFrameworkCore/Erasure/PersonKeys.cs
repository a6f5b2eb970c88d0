using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>The key rows of one person, read and changed in the context's transaction.</summary>
internal sealed class PersonKeys : IDisposable
{
    private const string FingerprintTenant = "\0plan";

    private readonly Person _person;
    private readonly SubjectKeyWriter _writer;
    private readonly GdprRuntime _runtime;
    private readonly Realm? _realm;

    private PersonKeys(Person person, SubjectKeyWriter writer, GdprRuntime runtime, Realm? realm, byte[] reference, IReadOnlyList<KeyRow> rows)
    {
        _person = person;
        _writer = writer;
        _runtime = runtime;
        _realm = realm;
        Reference = Convert.ToHexStringLower(reference);
        Rows = rows;
    }

    /// <summary>Gets the person's pseudonymous reference; empty while the database holds no keys at all.</summary>
    public string Reference { get; }

    /// <summary>Gets the id of the database's key store.</summary>
    public Guid StoreId => _realm!.StoreId;

    public IReadOnlyList<KeyRow> Rows { get; }

    /// <summary>Gets the keys that can still open something.</summary>
    public IReadOnlyList<KeyRow> Living => [.. Rows.Where(row => row.State != KeyState.Shredded)];

    /// <summary>Gets the keys that were destroyed, now or in an earlier erasure.</summary>
    public IReadOnlyList<KeyRow> Destroyed => [.. Rows.Where(row => row is { State: KeyState.Shredded, Wrapped: null })];

    /// <summary>Gets a key group that no erasure of this person has used yet.</summary>
    public string NextErasureGroup => KeyGroups.ErasurePrefix + (Rows.Count(row => row.Group.StartsWith(KeyGroups.ErasurePrefix, StringComparison.Ordinal)) + 1);

    /// <summary>Reads the keys of a person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="runtime">Where keys are opened.</param>
    /// <param name="createRealm">Whether a database without any keys gets what it takes to give the person a reference.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<PersonKeys> LoadAsync(
        Person person, GdprRuntime runtime, bool createRealm, CancellationToken cancellationToken)
    {
        var writer = new SubjectKeyWriter(person.Context, runtime);
        var realm = await writer.FindRealmAsync(async: true, cancellationToken).ConfigureAwait(false);
        if (realm is null && createRealm)
        {
            realm = await writer.CreateRealmAsync(async: true, cancellationToken).ConfigureAwait(false);
        }

        if (realm is null)
        {
            return new PersonKeys(person, writer, runtime, realm, [], []);
        }

        var reference = ReferenceOf(person, realm);
        var rows = await writer.FindAsync([reference], async: true, cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            realm.VerifyRow(row);
        }

        return new PersonKeys(person, writer, runtime, realm, reference, rows);
    }

    /// <summary>Gives a person's pseudonymous reference.</summary>
    public static byte[] ReferenceOf(Person person, Realm realm)
        => realm.SubjectReference(tenant: "", person.Mark.EffectiveKind, CanonicalId.Encode(person.Key));

    /// <summary>Turns a hash over personal data into one that only the holder of this database's keys could check a guess against.</summary>
    public string Fingerprint(byte[] hash) => Convert.ToHexStringLower(_realm is null
        ? HMACSHA256.HashData(_runtime.ProcessKey, hash)
        : _realm.SubjectReference(FingerprintTenant, kind: "", hash));

    /// <summary>Whether an erasure has committed to the destruction of the person's main key, however far it came.</summary>
    public async Task<bool> AreEndingAsync(CancellationToken cancellationToken)
        => Rows.Where(row => row.Group == KeyGroups.Main).MaxBy(row => row.Version) is { } main
            && (main.State.IsEnding() || (await NotedDestructions.ListAsync(_person.Context, cancellationToken).ConfigureAwait(false)).Contains(KeyId.From(main.Kid)));

    /// <summary>Notes in the context's transaction that the person's living keys have to go, and lets nobody make new ones.</summary>
    public async Task NoteDestructionAsync(CancellationToken cancellationToken)
    {
        var destruction = new KeyDestruction(_person.Context, _runtime);
        if (_runtime.KeyStore.IsInApplicationDatabase)
        {
            await destruction.KeepFromReturningAsync(Reference).ConfigureAwait(false);
        }

        await destruction.NoteAsync(_realm!, Living, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Notes in the context's transaction that the living keys of one group have to go.</summary>
    /// <returns>The ids of these keys.</returns>
    public async Task<IReadOnlyList<KeyId>> NoteDestructionAsync(string group, CancellationToken cancellationToken)
    {
        var living = Living.Where(row => row.Group == group).ToList();
        if (living.Count > 0)
        {
            await new KeyDestruction(_person.Context, _runtime).NoteAsync(_realm!, living, cancellationToken).ConfigureAwait(false);
        }

        return [.. living.Select(row => KeyId.From(row.Kid))];
    }

    /// <summary>Stores a new key in the place of a group's destroyed one.</summary>
    /// <returns>Whether there was a destroyed one.</returns>
    public async Task<bool> RenewAsync(string group, CancellationToken cancellationToken)
    {
        if (_realm is null)
        {
            return false;
        }

        var reference = Convert.FromHexString(Reference);
        var rows = await _writer.FindToSealAsync([reference], async: true, cancellationToken).ConfigureAwait(false);
        RequireLiving(rows);
        if (rows.Where(row => row.Group == group).MaxBy(row => row.Version) is not { } latest)
        {
            return false;
        }

        _realm.VerifyRow(latest);
        var noted = await NotedDestructions.ListAsync(_person.Context, cancellationToken).ConfigureAwait(false);
        if (latest.State == KeyState.ShredRequested || noted.Contains(KeyId.From(latest.Kid)))
        {
            throw KeyStoreErrors.GroupBeingDestroyed(group);
        }

        if (latest.State != KeyState.Shredded)
        {
            return false;
        }

        var minted = _realm.Mint(reference, group, latest.Version + 1);
        minted.Key.Dispose();
        await _writer.InsertAsync([minted], async: true, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public void Dispose() => _writer.Dispose();

    private void RequireLiving(IReadOnlyList<KeyRow> rows)
    {
        if (rows.Where(row => row.Group == KeyGroups.Main).MaxBy(row => row.Version) is { } main)
        {
            _realm!.VerifyRow(main);
            if (main.State.IsEnding())
            {
                throw KeyStoreErrors.Erased(_person.SubjectType);
            }
        }
    }
}
