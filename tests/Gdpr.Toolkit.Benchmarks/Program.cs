using Gdpr.Toolkit.Benchmarks;
using Gdpr.Toolkit.Benchmarks.Ratios;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;

const int People = 1_000;
const int Rounds = 7;

// dotnet run -c Release --project tests/Gdpr.Toolkit.Benchmarks [-- postgres | ratios [FILTER]]
if (args is ["ratios", .. var filter])
{
    return await RatioCommand.RunAsync(string.Join(' ', filter));
}

var onPostgres = args.Contains("postgres");
using var plainFile = new SqliteFile();
using var encryptedFile = new SqliteFile();
var plainDatabase = await ProviderAsync(plainFile);
var encryptedDatabase = await ProviderAsync(encryptedFile);
using var plain = await Side<PlainContext>.StartAsync(plainDatabase, encrypted: false);
using var encrypted = await Side<EncryptedContext>.StartAsync(encryptedDatabase, encrypted: true);

Console.WriteLine($"Paired medians of {Rounds} rounds on {(onPostgres ? "PostgreSQL" : "SQLite")}, {People} people of five encrypted values, one searchable.");
Console.WriteLine();
Console.WriteLine("| what | plain EF, ms | with the toolkit, ms | ratio of medians | ratio of minima |");
Console.WriteLine("|---|---|---|---|---|");
Console.WriteLine(await Paired.CompareAsync("insert new people, one save", Rounds, round => plain.RunAsync(c => InsertAsync(c, round)), round => encrypted.RunAsync(c => InsertAsync(c, round))));
Console.WriteLine(await Paired.CompareAsync("read, tracking", Rounds, _ => plain.RunAsync(c => c.People.Take(People).ToListAsync()), _ => encrypted.RunAsync(c => c.People.Take(People).ToListAsync())));
Console.WriteLine(await Paired.CompareAsync("read, no tracking", Rounds, _ => plain.RunAsync(c => c.People.AsNoTracking().Take(People).ToListAsync()), _ => encrypted.RunAsync(c => c.People.AsNoTracking().Take(People).ToListAsync())));
Console.WriteLine(await Paired.CompareAsync("project one value", Rounds, _ => plain.RunAsync(c => c.People.Select(p => p.Name).Take(People).ToListAsync()), _ => encrypted.RunAsync(c => c.People.Select(p => p.Name).Take(People).ToListAsync())));
Console.WriteLine(await Paired.CompareAsync("100 look-ups by e-mail", Rounds, _ => plain.RunAsync(LookUpAsync), _ => encrypted.RunAsync(LookUpAsync)));
Console.WriteLine(await Paired.CompareAsync("update one value of each, one save", Rounds, round => plain.RunAsync(c => UpdateAsync(c, round)), round => encrypted.RunAsync(c => UpdateAsync(c, round))));
return 0;

async Task<Action<DbContextOptionsBuilder>> ProviderAsync(SqliteFile file)
{
    if (!onPostgres)
    {
        return options => options.UseSqlite(file.ConnectionString);
    }

    var connectionString = await PostgresServer.CreateDatabaseAsync();
    return options => options.UseNpgsql(connectionString);
}

static Task InsertAsync(PeopleContext context, int round)
{
    context.AddRange(Enumerable.Range(round * People, People).Select(Person.Make));
    return context.SaveChangesAsync();
}

static async Task LookUpAsync(PeopleContext context)
{
    for (var number = 0; number < 100; number++)
    {
        var email = $"person{number}@example.org";
        await context.People.AsNoTracking().SingleAsync(person => person.Email == email);
    }
}

static async Task UpdateAsync(PeopleContext context, int round)
{
    foreach (var person in await context.People.OrderBy(person => person.Id).Take(People).ToListAsync())
    {
        person.Phone = $"+4680{round:00}{person.Id:00000}";
    }

    await context.SaveChangesAsync();
}
