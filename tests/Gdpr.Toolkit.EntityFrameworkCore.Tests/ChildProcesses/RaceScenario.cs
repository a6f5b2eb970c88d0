using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Writes the first encrypted values of the same people from 64 tasks at once, when it is told to.</summary>
internal static class RaceScenario
{
    public const string Name = "race";
    public const int Tasks = 64;

    public static IReadOnlyList<int> People { get; } = [1, 2, 3];

    public static async Task RunAsync(ChildTarget target)
    {
        await using var host = TestHost<NotesContext>.Attach(
            target.Database, ForMany(target.Database, target.ConnectionString)!, ForMany(target.Database, target.KeyConnectionString));
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(i => Task.Run(async () =>
        {
            await using var scope = host.NewScope();
            scope.Context.AddRange(People.Select(person => new Note { PersonId = person, Text = $"{person}/{target.Number}/{i}" }));
            await scope.Context.SaveChangesAsync();
        })));
    }

    // PostgreSQL takes a hundred connections, SQLite one writer at a time.
    private static string? ForMany(TestDatabase database, string? connectionString)
        => connectionString is null
            ? null
            : $"{connectionString};{(database == TestDatabase.PostgreSql ? "Maximum Pool Size=8" : "Default Timeout=300")}";
}
