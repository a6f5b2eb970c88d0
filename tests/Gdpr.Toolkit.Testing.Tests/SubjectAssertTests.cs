using System.Text;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Testing.Tests;

public class SubjectAssertTests
{
    [Fact]
    public async Task An_erased_person_is_forgotten_on_SQLite()
    {
        using var file = new SqliteFile();

        await Erased_person_is_forgotten(options => options.UseSqlite(file.ConnectionString));
    }

    [PostgresFact]
    public async Task An_erased_person_is_forgotten_on_PostgreSQL()
    {
        var connectionString = await PostgresServer.CreateDatabaseAsync();

        await Erased_person_is_forgotten(options => options.UseNpgsql(connectionString));
    }

    [Fact]
    public async Task What_nobody_marked_is_found_on_SQLite()
    {
        using var file = new SqliteFile();

        await Unmarked_copies_are_found(options => options.UseSqlite(file.ConnectionString));
    }

    [PostgresFact]
    public async Task What_nobody_marked_is_found_on_PostgreSQL()
    {
        var connectionString = await PostgresServer.CreateDatabaseAsync();

        await Unmarked_copies_are_found(options => options.UseNpgsql(connectionString));
    }

    [Fact]
    public async Task A_person_who_was_not_erased_is_not_forgotten()
    {
        using var file = new SqliteFile();
        await using var book = await GuestBook.OpenAsync(options => options.UseSqlite(file.ConnectionString));

        var error = await Assert.ThrowsAsync<SubjectNotForgottenException>(() => book.AssertForgottenAsync(GuestBook.Name, GuestBook.Nickname));

        Assert.Equal(["Guest: queries still find the person", "Guests.Nickname (1 rows)"], error.Places);
    }

    [Fact]
    public async Task Looking_for_nothing_is_an_error_and_not_a_success()
    {
        using var file = new SqliteFile();
        await using var book = await GuestBook.OpenAsync(options => options.UseSqlite(file.ConnectionString));
        await book.EraseAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => book.AssertForgottenAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => book.AssertForgottenAsync(GuestBook.Name, " "));
    }

    [Fact]
    public async Task A_context_that_tracks_the_person_is_refused()
    {
        using var file = new SqliteFile();
        await using var book = await GuestBook.OpenAsync(options => options.UseSqlite(file.ConnectionString));

        await book.UseAsync(async context =>
        {
            await context.Guests.LoadAsync();
            await Assert.ThrowsAsync<InvalidOperationException>(() => SubjectAssert.ForgottenAsync(context, book.Guest, [GuestBook.Name]));
        });
    }

    [Fact]
    public async Task Letters_that_documents_write_in_other_words_are_found()
    {
        await using var hotel = await Application<HotelContext>.StartAsync();
        var traveller = new Traveller("Åsa Öberg") { Country = "SE", Home = new Home { Street = "Åsögatan \"1\" & <2>" } };
        await hotel.UseAsync(async context =>
        {
            context.Add(traveller);
            await context.SaveChangesAsync();
        });

        var error = await Assert.ThrowsAsync<SubjectNotForgottenException>(() => hotel.UseAsync(
            context => SubjectAssert.ForgottenAsync(context, DataSubject.Of<Traveller>(traveller.Id), [traveller.Home.Street])));

        Assert.Contains("Travellers.Home (1 rows)", error.Places);
    }

    private static async Task Erased_person_is_forgotten(Action<DbContextOptionsBuilder> useDatabase)
    {
        await using var book = await GuestBook.OpenAsync(useDatabase);

        await book.EraseAsync();

        await book.AssertForgottenAsync(GuestBook.Name, GuestBook.Nickname);
    }

    private static async Task Unmarked_copies_are_found(Action<DbContextOptionsBuilder> useDatabase)
    {
        await using var book = await GuestBook.OpenAsync(useDatabase);
        await book.UseAsync(async context =>
        {
            context.Add(new Note { Text = $"{GuestBook.Name} called." });
            context.Add(new Note { Scan = Encoding.UTF8.GetBytes($"%PDF {GuestBook.Name}") });
            await context.SaveChangesAsync();
        });

        await book.EraseAsync();

        var error = await Assert.ThrowsAsync<SubjectNotForgottenException>(() => book.AssertForgottenAsync(GuestBook.Name));
        Assert.Equal(["Notes.Scan (1 rows)", "Notes.Text (1 rows)"], error.Places);
        Assert.Contains("Notes.Scan", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Hopper", error.ToString(), StringComparison.Ordinal);
    }
}
