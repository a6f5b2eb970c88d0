using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>Loading the keys of 1,000 people of whom none is in memory, in terms of the same HKDF, AES-GCM and HMAC calls and EF's query for the same 1,000 rows.</summary>
internal sealed class ColdPeopleRatio : IRatio
{
    private const int People = 1_000;

    // A person's reference is an HMAC over store, tenant, kind and id.
    private const int ReferenceSize = 53;

    private readonly BareKeys _bare = new();
    private readonly byte[] _referenceKey = RandomNumberGenerator.GetBytes(KeyDerivation.KeySize);
    private readonly byte[] _reference = RandomNumberGenerator.GetBytes(ReferenceSize);
    private byte[]?[] _people = [];

    public string Name => "encryption.cold-1000";

    public double UpperBound => 1.5;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var file = new SqliteFile();
        using var side = await Side<EncryptedContext>.StartAsync(options => options.UseSqlite(file.ConnectionString), encrypted: true);
        await side.RunAsync(context =>
        {
            context.AddRange(Enumerable.Range(1, People).Select(Person.Make));
            return context.SaveChangesAsync();
        });
        await side.RunAsync(async context =>
        {
            using var tables = KeyTables.OpenOnConnectionOf(context);
            _people = await tables.Keys.Select(row => row.SubjectRef).ToArrayAsync();
        });
        return await Interleaved.RatioAsync(pairs, () => side.RunAsync(BareAsync), () => side.RunAsync(OursAsync));
    }

    private async Task BareAsync(EncryptedContext context)
    {
        for (var i = 0; i < People; i++)
        {
            HMACSHA256.HashData(_referenceKey, _reference);
        }

        using var tables = KeyTables.OpenOnConnectionOf(context);
        var rows = await tables.Keys.AsNoTracking().Where(row => _people.Contains(row.SubjectRef)).ToListAsync();
        _bare.Unwrap(rows.Count);
    }

    private static async Task OursAsync(EncryptedContext context)
    {
        var keys = GdprRuntime.Of(context.GetService<IDbContextOptions>()).Keys;
        keys.Clear();
        await context.PreloadKeysAsync(Enumerable.Range(1, People).Select(id => DataSubject.Of<Person>(id)));
        if (keys.Count != People)
        {
            throw new InvalidOperationException($"{keys.Count} keys were loaded instead of {People}.");
        }
    }
}
