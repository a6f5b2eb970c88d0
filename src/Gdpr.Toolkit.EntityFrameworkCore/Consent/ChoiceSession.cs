using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Consent;

/// <summary>The tables of choices, open on a context's connection and in its transaction, with what it takes to find a person in them.</summary>
internal sealed class ChoiceSession : IDisposable
{
    private const int Attempts = 8;

    private readonly SubjectKeyWriter _keys;
    private readonly KeyTablesContext _tables;

    private ChoiceSession(SubjectKeyWriter keys, KeyTablesContext tables, Realm? realm)
    {
        _keys = keys;
        _tables = tables;
        Realm = realm;
    }

    /// <summary>Gets the realm; null when the database has no keys, and so no choices.</summary>
    public Realm? Realm { get; }

    /// <exception cref="InvalidOperationException">The database has choices, but no keys.</exception>
    public static async ValueTask<ChoiceSession> OpenAsync(
        DbContext context, GdprRuntime runtime, bool createRealm, bool async, CancellationToken cancellationToken)
    {
        var keys = new SubjectKeyWriter(context, runtime);
        var tables = KeyTables.OpenOnConnectionOf(context);
        try
        {
            var realm = await keys.FindRealmAsync(async, cancellationToken).ConfigureAwait(false);
            if (realm is null && createRealm)
            {
                realm = await keys.CreateRealmAsync(async, cancellationToken).ConfigureAwait(false);
            }
            else if (realm is null && await ChoiceTablesConvention.HasChoicesAsync(tables, async, cancellationToken).ConfigureAwait(false))
            {
                realm = await keys.FindRealmAsync(async, cancellationToken).ConfigureAwait(false) ?? throw ConsentErrors.KeysLost();
            }

            return new ChoiceSession(keys, tables, realm);
        }
        catch
        {
            keys.Dispose();
            tables.Dispose();
            throw;
        }
    }

    /// <summary>Reads a person's rows in the order in which they were written.</summary>
    public async Task<IReadOnlyList<TRow>> ReadAsync<TRow>(Person person, CancellationToken cancellationToken)
        where TRow : ChoiceRow
    {
        if (Realm is null)
        {
            return [];
        }

        var reference = PersonKeys.ReferenceOf(person, Realm);
        return await _tables.Set<TRow>().AsNoTracking()
            .Where(row => row.SubjectRef == reference)
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Adds a row after those that are there. Where somebody else adds one in the same moment, it is decided again.</summary>
    /// <param name="person">The person.</param>
    /// <param name="next">Makes the row from those that are there, or returns one of them when there is nothing to add.</param>
    /// <param name="cancellationToken">Cancels before the row is written.</param>
    public async Task<TRow> AppendAsync<TRow>(Person person, Func<IReadOnlyList<TRow>, TRow> next, CancellationToken cancellationToken)
        where TRow : ChoiceRow
    {
        var rows = await ReadAsync<TRow>(person, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var row = next(rows);
            if (row.Sequence > 0)
            {
                return row;
            }

            row.SubjectRef = PersonKeys.ReferenceOf(person, Realm!);
            row.Sequence = rows.Count == 0 ? 1 : checked(rows[^1].Sequence + 1);
            _tables.Add(row);
            try
            {
                await _tables.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                return row;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                var seen = await ReadAsync<TRow>(person, cancellationToken).ConfigureAwait(false);
                if (seen.Count == rows.Count)
                {
                    throw;
                }

                rows = seen;
            }
            finally
            {
                _tables.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Seals free text under the person's key, which is made where there is none; null stays null.</summary>
    public Task<byte[]?> SealAsync(
        Person person, string? text, FieldCipher<string> cipher, CancellationToken cancellationToken)
        => SealAsync(PersonKeys.ReferenceOf(person, Realm!), text, cipher, cancellationToken);

    /// <summary>Seals free text under the key of a reference.</summary>
    public async Task<byte[]?> SealAsync(byte[] reference, string? text, FieldCipher<string> cipher, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        using var key = await MintKeyAsync(reference, cancellationToken).ConfigureAwait(false);
        return cipher.Seal(text, key);
    }

    /// <summary>Opens the person's key, which is made where there is none. It is the caller's to dispose.</summary>
    /// <exception cref="SubjectKeyDestroyedException">The person was erased.</exception>
    public Task<SubjectKey> MintKeyAsync(Person person, CancellationToken cancellationToken)
        => MintKeyAsync(PersonKeys.ReferenceOf(person, Realm!), cancellationToken);

    private async Task<SubjectKey> MintKeyAsync(byte[] reference, CancellationToken cancellationToken)
    {
        var (rows, minted) = await _keys
            .MintAsync(Realm!, [reference], KeyGroups.Main, async: true, cancellationToken)
            .ConfigureAwait(false);
        minted.ForEach(key => key.Dispose());
        return Realm!.Unwrap(rows.Where(row => row.Group == KeyGroups.Main).MaxBy(row => row.Version)!);
    }

    /// <summary>Opens free texts; null for one that is not there, or whose key an erasure destroyed.</summary>
    public async Task<IReadOnlyList<string?>> OpenAsync<TRow>(
        Person person, IReadOnlyList<TRow> rows, FieldCipher<string> cipher, ColumnBinding column, CancellationToken cancellationToken)
        where TRow : ISealedText
        => Realm is null
            ? new string?[rows.Count]
            : await OpenAsync(
                PersonKeys.ReferenceOf(person, Realm), [.. rows.Select(row => row.SealedText)], cipher, column, cancellationToken).ConfigureAwait(false);

    /// <summary>Opens free texts that were sealed under the key of a reference.</summary>
    public async Task<IReadOnlyList<string?>> OpenAsync(
        byte[] reference, IReadOnlyList<byte[]?> texts, FieldCipher<string> cipher, ColumnBinding column, CancellationToken cancellationToken)
    {
        if (texts.All(text => text is null))
        {
            return new string?[texts.Count];
        }

        var keys = await _keys.FindAsync([reference], async: true, cancellationToken).ConfigureAwait(false);
        return [.. texts.Select(text => text is null ? null : Open(text, keys, cipher, column))];
    }

    /// <summary>Gives access to tables that have no rows of a person's own.</summary>
    public DbSet<TRow> Rows<TRow>()
        where TRow : class
        => _tables.Set<TRow>();

    public Task SaveAsync(CancellationToken cancellationToken) => _tables.SaveChangesAsync(cancellationToken);

    public void Clear() => _tables.ChangeTracker.Clear();

    public void Dispose()
    {
        _tables.Dispose();
        _keys.Dispose();
    }

    private string? Open(byte[] text, IReadOnlyList<KeyRow> keys, FieldCipher<string> cipher, ColumnBinding column)
    {
        var kid = FieldCipher.ReadKeyId(text, column);
        var row = keys.FirstOrDefault(row => KeyId.From(row.Kid) == kid) ?? throw KeyStoreErrors.KeyMissing(column);
        try
        {
            using var key = Realm!.Unwrap(row);
            return cipher.Open(text, key);
        }
        catch (SubjectKeyDestroyedException)
        {
            return null;
        }
    }
}
