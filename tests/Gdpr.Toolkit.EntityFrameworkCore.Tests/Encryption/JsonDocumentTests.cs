using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>Encrypted values in JSON documents: of owned types, of complex types, and of collections of both.</summary>
public partial class JsonDocumentTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Values_in_documents_are_sealed_as_text_and_read_again(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());

        await using var scope = host.NewScope();
        AssertFilled(await scope.Context.Set<Owner>().SingleAsync());
        AssertFilled(await scope.Context.Set<Owner>().AsNoTracking().SingleAsync());
        foreach (var column in Documents)
        {
            var text = Assert.IsType<string>(await host.RawAsync($"""SELECT CAST("{column}" AS TEXT) FROM "Owner" """));
            Assert.Contains("\"gt1.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
            Assert.DoesNotContain("1815", text, StringComparison.Ordinal);
        }

        Assert.False(await host.FilesContainAsync("secret"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Values_in_documents_can_be_projected(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());

        await using var scope = host.NewScope();
        var owners = scope.Context.Set<Owner>();
        var read = await owners
            .Select(row => new { row.Prefs!.Nick, row.Prefs.Number, row.Prefs.Birth, Inner = row.Prefs.Inner!.Code, row.Card.Nick2, row.Card.Inner.Code })
            .SingleAsync();
        Assert.Equal("secret nick", read.Nick);
        Assert.Equal((1815, new DateOnly(1815, 12, 10)), (read.Number, read.Birth));
        Assert.Equal(("secret inner", "secret card nick", "secret card inner"), (read.Inner, read.Nick2, read.Code));
        Assert.Equal("secret two", await owners.Select(row => row.Lines[1].Note).SingleAsync());
        Assert.Equal("secret k1", await owners.Select(row => row.Cards[0].Code).SingleAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Parts_of_documents_can_be_changed_one_by_one(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());
        await ChangeAsync(host, owner => owner.Prefs!.Nick = "secret changed", owner => Assert.Equal("secret changed", owner.Prefs!.Nick));
        await ChangeAsync(host, owner => owner.Prefs!.Number = 16, owner => Assert.Equal(16, owner.Prefs!.Number));
        await ChangeAsync(host, owner => owner.Prefs!.Birth = null, owner => Assert.Null(owner.Prefs!.Birth));
        await ChangeAsync(host, owner => owner.Prefs!.Birth = new DateOnly(1816, 1, 1), owner => Assert.Equal(new DateOnly(1816, 1, 1), owner.Prefs!.Birth));
        await ChangeAsync(host, owner => owner.Prefs!.Plain = "open", owner => Assert.Equal("open", owner.Prefs!.Plain));
        await ChangeAsync(host, owner => owner.Prefs!.Inner!.Code = "secret i2", owner => Assert.Equal("secret i2", owner.Prefs!.Inner!.Code));
        await ChangeAsync(host, owner => owner.Prefs!.Inner = null, owner => Assert.Null(owner.Prefs!.Inner));
        await ChangeAsync(host, owner => owner.Lines[1].Note = "secret 2b", owner => Assert.Equal("secret 2b", owner.Lines[1].Note));
        await ChangeAsync(host, owner => owner.Lines.Add(new Line { Note = "secret three" }), owner => Assert.Equal(3, owner.Lines.Count));
        await ChangeAsync(host, owner => owner.Lines.RemoveAt(0), owner => Assert.Equal(["secret 2b", "secret three"], owner.Lines.Select(line => line.Note)));
        await ChangeAsync(host, owner => owner.Card.Nick2 = "secret c2", owner => Assert.Equal("secret c2", owner.Card.Nick2));
        await ChangeAsync(host, owner => owner.Card.Inner.Code = "secret ci2", owner => Assert.Equal("secret ci2", owner.Card.Inner.Code));
        await ChangeAsync(host, owner => owner.Cards[0].Code = "secret k2", owner => Assert.Equal("secret k2", owner.Cards[0].Code));
        await ChangeAsync(host, owner => owner.Cards.Add(new Inner { Code = "secret k3" }), owner => Assert.Equal(3, owner.Cards.Count));
        await ChangeAsync(host, owner => owner.Cards.RemoveAt(0), owner => Assert.Equal(2, owner.Cards.Count));
        await ChangeAsync(host, owner => owner.Open = "x", owner => Assert.Equal("secret k3", owner.Cards[1].Code));
        await ChangeAsync(host, owner => owner.Prefs = new Prefs { Nick = "secret new" }, owner => Assert.Equal("secret new", owner.Prefs!.Nick));
        await ChangeAsync(host, owner => owner.Prefs = null, owner => Assert.Null(owner.Prefs));
        Assert.False(await host.FilesContainAsync("secret"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Documents_can_be_null_or_empty(TestDatabase database)
    {
        await using var host = await StartAsync(database, new Owner { Card = new Card { Nick2 = "secret", Inner = new Inner { Code = "secret" } } });

        await using var scope = host.NewScope();
        var read = await scope.Context.Set<Owner>().SingleAsync();
        Assert.Null(read.Prefs);
        Assert.Null(read.Spare);
        Assert.Empty(read.Lines);
        Assert.Empty(read.Cards);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Queries_cannot_look_into_encrypted_values_of_documents(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());
        await using var scope = host.NewScope();
        var owners = scope.Context.Set<Owner>();

        await AssertRefusedAsync("Nick", () => owners.Where(row => row.Prefs!.Nick == "secret nick").ToListAsync());
        await AssertRefusedAsync("Nick", () => owners.OrderBy(row => row.Prefs!.Nick).ToListAsync());
        await AssertRefusedAsync("Note", () => owners.Where(row => row.Lines.Any(line => line.Note == "secret one")).ToListAsync());
        await AssertRefusedAsync("Nick2", () => owners.Where(row => row.Card.Nick2 == "secret").ToListAsync());
        await AssertRefusedAsync("Nick2", () => owners.ExecuteUpdateAsync(set => set.SetProperty(row => row.Card.Nick2, "secret")));
        await AssertRefusedAsync("", () => owners.ExecuteUpdateAsync(set => set.SetProperty(row => row.Card, new Card { Nick2 = "secret", Inner = new Inner { Code = "secret" } })));
        Assert.False(await host.FilesContainAsync("\"secret\""));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_empties_documents_and_an_export_shows_them(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());
        await using (var scope = host.NewScope())
        {
            var files = await scope.Export.ReadAsync(DataSubject.Of<Owner>(1));
            var json = files.Single(file => file.Key == "data/owner.json").Value;
            foreach (var text in new[] { "secret nick", "secret inner", "secret two", "secret card nick", "secret card inner", "secret k1" })
            {
                Assert.Contains(text, json, StringComparison.Ordinal);
            }

            var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Owner>(1)));
            Assert.DoesNotContain(certificate.Entries, entry => entry.Outcome == FieldErasureOutcome.Failed);
        }

        await using var reading = host.NewScope();
        var read = await reading.Context.Set<Owner>().IgnoreQueryFilters().SingleAsync();
        Assert.Equal(("", 0, null, "kept"), (read.Prefs!.Nick, read.Prefs.Number, read.Prefs.Birth, read.Prefs.Plain));
        Assert.Equal("", read.Prefs.Inner!.Code);
        Assert.Equal(["", ""], read.Lines.Select(line => line.Note));
        Assert.Equal(("", ""), (read.Card.Nick2, read.Card.Inner.Code));
        Assert.Equal(["", ""], read.Cards.Select(card => card.Code));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Destroyed_values_in_documents_read_as_they_are_said_to(TestDatabase database)
    {
        await using var host = await StartAsync(database, Filled());
        await Shredding.ShredAsync(host, 1, finished: true);

        await using var other = host.StartAnother(Configure);
        await using var scope = other.NewScope();
        Assert.Null(await scope.Context.Set<Owner>().Select(row => row.Prefs!.Birth).SingleAsync());
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Context.Set<Owner>().Select(row => row.Prefs!.Nick).SingleAsync());
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Context.Set<Owner>().ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Values_in_documents_are_sealed_again_when_keys_are_rotated(TestDatabase database)
    {
        var filled = Filled();
        filled.Prefs!.Plain = "said \"gt1.AAAA";
        await using var host = await StartAsync(database, filled);
        var before = await host.RawAsync("""SELECT CAST("Prefs" AS TEXT) FROM "Owner" """);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await using (var scope = host.NewScope())
        {
            var result = await host.Services.GetRequiredService<IKeyRotation>().RotateSubjectKeysAsync(scope.Context, host.Clock.UtcNow);
            Assert.Equal((1L, 11L, 0L, 0L), (result.Replaced, result.Resealed, result.Remaining, result.Refused));
        }

        Assert.NotEqual(before, await host.RawAsync("""SELECT CAST("Prefs" AS TEXT) FROM "Owner" """));
        await Shredding.DestroyReplacedAsync(host);
        await using var other = host.StartAnother(Configure);
        await using var reading = other.NewScope();
        var read = await reading.Context.Set<Owner>().SingleAsync();
        Assert.Equal("said \"gt1.AAAA", read.Prefs!.Plain);
        read.Prefs.Plain = "kept";
        AssertFilled(read);
    }

    private static async Task ChangeAsync(TestHost<JsonContext> host, Action<Owner> change, Action<Owner> check)
    {
        await using (var scope = host.NewScope())
        {
            change(await scope.Context.Set<Owner>().SingleAsync());
            await scope.Context.SaveChangesAsync();
        }

        await using var reading = host.NewScope();
        check(await reading.Context.Set<Owner>().SingleAsync());
    }

    private static async Task AssertRefusedAsync(string member, Func<Task> query)
        => Assert.Contains(member, (await Assert.ThrowsAsync<InvalidOperationException>(query)).Message, StringComparison.Ordinal);

    private static void AssertFilled(Owner owner)
    {
        Assert.Equal(("secret nick", 1815, new DateOnly(1815, 12, 10), "kept"), (owner.Prefs!.Nick, owner.Prefs.Number, owner.Prefs.Birth!.Value, owner.Prefs.Plain));
        Assert.Equal("secret inner", owner.Prefs.Inner!.Code);
        Assert.Equal(["secret one", "secret two"], owner.Lines.Select(line => line.Note));
        Assert.Equal(("secret card nick", "secret card inner"), (owner.Card.Nick2, owner.Card.Inner.Code));
        Assert.Equal("secret spare", owner.Spare!.Code);
        Assert.Equal(["secret k1", "secret kk"], owner.Cards.Select(card => card.Code));
    }
}
