using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>The club with the toolkit and without, each in a SQLite file of its own.</summary>
internal sealed class ClubSides : IDisposable
{
    private const int Batch = 10_000;

    private readonly SqliteFile _plainFile;
    private readonly SqliteFile _encryptedFile;

    private ClubSides(SqliteFile plainFile, Side<PlainClubContext> plain, SqliteFile encryptedFile, Side<EncryptedClubContext> encrypted)
        => (_plainFile, Plain, _encryptedFile, Encrypted) = (plainFile, plain, encryptedFile, encrypted);

    public Side<PlainClubContext> Plain { get; }

    public Side<EncryptedClubContext> Encrypted { get; }

    public static async Task<ClubSides> StartAsync(int members, int lettersEach = 0)
    {
        var (plainFile, encryptedFile) = (new SqliteFile(), new SqliteFile());
        var sides = new ClubSides(
            plainFile,
            await Side<PlainClubContext>.StartAsync(options => options.UseSqlite(plainFile.ConnectionString), encrypted: false),
            encryptedFile,
            await Side<EncryptedClubContext>.StartAsync(options => options.UseSqlite(encryptedFile.ConnectionString), encrypted: true));
        await FillAsync(sides.Plain, members, lettersEach);
        await FillAsync(sides.Encrypted, members, lettersEach);
        return sides;
    }

    public void Dispose()
    {
        Plain.Dispose();
        Encrypted.Dispose();
        _plainFile.Dispose();
        _encryptedFile.Dispose();
    }

    private static async Task FillAsync<TContext>(Side<TContext> side, int members, int lettersEach)
        where TContext : ClubContext
    {
        foreach (var batch in Enumerable.Range(0, members).Chunk(Batch))
        {
            await SaveAsync(side, batch.Select(Member.Make));
        }

        // The letters of one member lie together.
        foreach (var batch in Enumerable.Range(0, members * lettersEach).Chunk(Batch))
        {
            await SaveAsync(side, batch.Select(number => Letter.Make((number / lettersEach) + 1, number)));
        }
    }

    private static Task SaveAsync<TContext>(Side<TContext> side, IEnumerable<object> rows)
        where TContext : ClubContext
        => side.RunAsync(context =>
        {
            context.AddRange(rows);
            return context.SaveChangesAsync();
        });
}
