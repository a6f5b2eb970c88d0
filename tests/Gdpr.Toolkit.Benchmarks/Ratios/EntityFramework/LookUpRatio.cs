using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>Finding people by e-mail address among 1,000,000 rows through the blind index, in terms of a plain indexed column.</summary>
internal sealed class LookUpRatio(bool onPostgres) : IRatio
{
    internal const int People = 1_000;
    internal const int LookUps = 5_000;

    private const int Rows = 1_000_000;

    // In no order of theirs, as addresses come.
    private const string PlainRows = "INSERT INTO \"Addresses\" (\"Email\") SELECT 'other' || (i % 997) || '-' || i || '@example.org' FROM n";
    private const string SqliteRows = "INSERT INTO \"Addresses\" (\"Email\", \"EmailIndex\") SELECT randomblob(64), randomblob(16) FROM n";
    private const string PostgresRows =
        "INSERT INTO \"Addresses\" (\"Email\", \"EmailIndex\") SELECT decode(repeat(md5(i::text), 4), 'hex'), decode(md5(i::text), 'hex') FROM n";

    public string Name => onPostgres ? "ef.look-up-among-a-million-postgres" : "ef.look-up-among-a-million";

    public double UpperBound => 1.2;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var plainFile = new SqliteFile();
        using var encryptedFile = new SqliteFile();
        using var plain = await Side<PlainAddressesContext>.StartAsync(await ProviderAsync(plainFile, onPostgres), encrypted: false);
        using var encrypted = await Side<EncryptedAddressesContext>.StartAsync(await ProviderAsync(encryptedFile, onPostgres), encrypted: true);
        await plain.RunAsync(context => FillAsync(context, Addresses(), PlainRows));
        await encrypted.RunAsync(context => FillAsync(context, Addresses(), EncryptedRows(onPostgres)));
        return await Interleaved.RatioAsync(pairs, () => plain.RunAsync(LookUpAsync), () => encrypted.RunAsync(LookUpAsync));
    }

    internal static async Task<Action<DbContextOptionsBuilder>> ProviderAsync(SqliteFile file, bool onPostgres)
    {
        if (!onPostgres)
        {
            // Connections are pooled, as they are unless somebody says no: opening a file costs more than a look-up in it.
            return options => options.UseSqlite($"Data Source={file.Path}");
        }

        var connectionString = await PostgresServer.CreateDatabaseAsync();
        return options => options.UseNpgsql(connectionString);
    }

    internal static string EncryptedRows(bool onPostgres) => onPostgres ? PostgresRows : SqliteRows;

    // Spread among the others, as the people of any day are: neighbours in an index would share its pages.
    internal static string Email(int number) => $"other{number % 997}-{Rows + number}@example.org";

    /// <summary>Stores the people who are looked for, and around them rows whose content is never read.</summary>
    internal static async Task FillAsync(DbContext context, IEnumerable<object> people, string others)
    {
        context.AddRange(people);
        await context.SaveChangesAsync();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"WITH RECURSIVE n(i) AS (SELECT {People} UNION ALL SELECT i + 1 FROM n WHERE i < {Rows - 1}) {others}; ANALYZE";
        await command.ExecuteNonQueryAsync();
    }

    internal static IEnumerable<Address> Addresses() => Enumerable.Range(0, People).Select(number => new Address { Email = Email(number) });

    /// <summary>Tells who is looked for next.</summary>
    internal static int NumberOf(int lookUp) => lookUp * 37 % People;

    internal static async Task LookUpAsync(AddressesContext context)
    {
        for (var i = 0; i < LookUps; i++)
        {
            var email = Email(NumberOf(i));
            await context.Addresses.AsNoTracking().SingleAsync(address => address.Email == email);
        }
    }
}
