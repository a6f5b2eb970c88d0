using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>People and their notes, with a ledger.</summary>
internal static class LedgerNotes
{
    public static Action<TestHostOptions> With(LedgerFolder ledger, bool ownKeyDatabase = false) => options =>
    {
        options.OwnKeyDatabase = ownKeyDatabase;
        options.ConfigureToolkit += gdpr => gdpr.UseErasureLedgerFile(ledger.Path);
    };

    /// <summary>Starts with Ada (1) and Bob (2).</summary>
    public static async Task<TestHost<NotesContext>> StartAsync(TestDatabase database, LedgerFolder ledger, bool ownKeyDatabase = false)
    {
        var host = await TestHost<NotesContext>.StartAsync(database, With(ledger, ownKeyDatabase));
        await host.AddAsync("Ada", "secret");
        await host.AddAsync("Bob", "other");
        return host;
    }

    public static async Task<int> AddAsync(this TestHost<NotesContext> host, string name, string text)
    {
        await using var scope = host.NewScope();
        var person = new Person { Name = name, Notes = { new Note { Text = text } } };
        scope.Context.Add(person);
        await scope.Context.SaveChangesAsync();
        return person.Id;
    }

    public static async Task<ErasureCertificate> EraseAsync(this TestHost<NotesContext> host, int id)
    {
        await using var scope = host.NewScope();
        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Person>(id)));
        Assert.True(certificate.IsComplete);
        return certificate;
    }

    public static async Task<ErasureReplay> ReplayAsync(this TestHost<NotesContext> host, PeopleWithoutKeys withoutKeys = default)
    {
        await using var scope = host.NewScope();
        return await scope.Recovery.ReplayAsync(new ErasureReplayOptions { PeopleWithoutKeys = withoutKeys });
    }

    public static async Task<ErasureLedgerStatus> CheckAsync(this TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        return await scope.Recovery.CheckAsync();
    }

    /// <summary>Reads everybody who is neither removed nor erased, as the application does.</summary>
    public static async Task<string> TextsAsync(this TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        var people = await scope.Context.People.AsNoTracking().Include(row => row.Notes).OrderBy(row => row.Id).ToListAsync();
        return string.Join(' ', people.Select(row => $"{row.Name}:{string.Join(',', row.Notes.Select(note => note.Text))}"));
    }

    public static async Task<int> CountAsync(Func<string, Task<object?>> read, string sql)
        => Convert.ToInt32(await read(sql), CultureInfo.InvariantCulture);
}
