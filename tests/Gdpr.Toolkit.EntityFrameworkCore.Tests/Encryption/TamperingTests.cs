using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class TamperingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_value_copied_to_another_column_is_refused(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await host.ExecuteRawAsync("""UPDATE "People" SET "Name" = (SELECT "Text" FROM "Notes" WHERE "PersonId" = "People"."Id")""");

        var error = await ReadingThrowsAsync<ValueTamperedException>(host);

        Assert.Contains("Person.Name", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite(0)]
    [OnSqlite(1)]
    [OnSqlite(2)]
    [OnSqlite(20)]
    [OnSqlite(31)]
    [OnSqlite(-1)]
    [OnPostgres(31)]
    public async Task A_changed_byte_is_refused(TestDatabase database, int position)
    {
        await using var host = await StartAsync(database);
        await ChangeAsync(host, """SELECT "Name" FROM "People" """, """UPDATE "People" SET "Name" = {0}""", bytes => bytes[position < 0 ? ^1 : position] ^= 0x10);

        var error = await Assert.ThrowsAnyAsync<PersonalDataProtectionException>(() => ReadAsync(host));

        Assert.IsType(
            position switch
            {
                0 or 1 => typeof(UnknownValueFormatException),
                2 => typeof(SubjectKeyMissingException),
                _ => typeof(ValueTamperedException),
            },
            error);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Plaintext_in_the_column_is_an_unknown_format(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await ChangeAsync(host, """SELECT "Name" FROM "People" """, """UPDATE "People" SET "Name" = {0}""", bytes => bytes.AsSpan().Fill((byte)'A'));

        await ReadingThrowsAsync<UnknownValueFormatException>(host);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_value_that_is_refused_is_not_overwritten_by_saving_other_columns(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var before = await host.RawAsync("""SELECT "Name" FROM "People" """);
        await using (var scope = host.NewScope())
        {
            var person = await scope.Context.People.SingleAsync();
            person.Stamp = 5;
            await scope.Context.SaveChangesAsync();
        }

        Assert.Equal(before, await host.RawAsync("""SELECT "Name" FROM "People" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_deleted_key_row_makes_the_key_missing_not_the_value_empty(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await host.ExecuteRawAsync("""DELETE FROM "GdprKeys" """);

        await ReadingThrowsAsync<SubjectKeyMissingException>(host);
    }

    [Theory]
    [OnSqlite("\"State\" = 3")]
    [OnSqlite("\"Version\" = 9")]
    [OnSqlite("\"Group\" = 'other'")]
    [OnSqlite("\"CreatedAt\" = 1")]
    [OnSqlite("\"Revision\" = 1")]
    [OnSqlite("\"SubjectRef\" = \"Salt\"")]
    [OnSqlite("\"Wrapped\" = \"Salt\"")]
    [OnPostgres("\"State\" = 3")]
    public async Task An_edited_key_row_is_refused_for_reading_and_for_saving(TestDatabase database, string edit)
    {
        await using var host = await StartAsync(database);
        await host.ExecuteRawAsync($"""UPDATE "GdprKeys" SET {edit}""");

        await ReadingThrowsAsync<ValueTamperedException>(host);

        if (!edit.Contains("SubjectRef", StringComparison.Ordinal) && !edit.Contains("Group", StringComparison.Ordinal))
        {
            await using var other = host.StartAnother();
            await using var scope = other.NewScope();
            var id = Convert.ToInt32(await host.RawAsync("""SELECT "Id" FROM "People" """), null);
            scope.Context.Add(new Note { PersonId = id, Text = "more" });
            await Assert.ThrowsAsync<ValueTamperedException>(() => scope.Context.SaveChangesAsync());
        }
    }

    [Theory]
    [OnSqlite("\"State\" = 3")]
    [OnSqlite("\"Version\" = 9")]
    [OnSqlite("\"RowMac\" = \"Salt\"")]
    [OnPostgres("\"State\" = 3")]
    [OnPostgres("\"Version\" = 9")]
    public async Task An_edited_key_row_is_refused_by_a_process_that_seals_under_the_key_again_and_again(TestDatabase database, string edit)
    {
        await using var host = await StartAsync(database);
        await AddNoteAsync(host, "first");
        await AddNoteAsync(host, "second");
        await host.ExecuteRawAsync($"""UPDATE "GdprKeys" SET {edit}""");

        await Assert.ThrowsAsync<ValueTamperedException>(() => AddNoteAsync(host, "third"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Nothing_is_sealed_under_a_key_in_memory_whose_row_is_gone(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await AddNoteAsync(host, "first");
        await AddNoteAsync(host, "second");
        await host.ExecuteRawAsync("""DELETE FROM "GdprKeys" """);

        await AddNoteAsync(host, "third");

        await using var other = host.StartAnother();
        await using var scope = other.NewScope();
        Assert.Equal("third", await scope.Context.Notes.OrderByDescending(note => note.Id).Select(note => note.Text).FirstAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Key_rows_and_values_of_another_database_are_refused(TestDatabase database)
    {
        await using var mine = await StartAsync(database);
        await using var theirs = await StartAsync(database);
        await using (var from = theirs.NewScope())
        await using (var to = mine.NewScope())
        {
            var person = await from.Context.Database.SqlQueryRaw<byte[]>("""SELECT "Name" AS "Value" FROM "People" """).SingleAsync();
            await to.Context.WriteRawAsync("""UPDATE "People" SET "Name" = {0}""", person);
        }

        await ReadingThrowsAsync<SubjectKeyMissingException>(mine);

        await using (var from = theirs.NewScope())
        await using (var to = mine.NewScope())
        {
            var row = await from.Context.Set<KeyRow>().AsNoTracking().SingleAsync();
            row.SubjectRef = null;
            row.Position = 0;
            to.Context.Add(row);
            await to.Context.SaveChangesAsync();
        }

        await ReadingThrowsAsync<ValueTamperedException>(mine);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task One_process_on_two_databases_does_not_open_values_of_one_in_the_other(TestDatabase database)
    {
        await using var mine = await StartAsync(database);
        await using var theirs = await StartAsync(database);
        await using var both = theirs.NewScope();
        _ = await both.Context.People.SingleAsync();
        await using var from = mine.NewScope();
        var name = await from.Context.Database.SqlQueryRaw<byte[]>("""SELECT "Name" AS "Value" FROM "People" """).SingleAsync();
        _ = await from.Context.People.SingleAsync();
        await theirs.ExecuteRawAsync("""DELETE FROM "Notes" """);
        await both.Context.WriteRawAsync("""UPDATE "People" SET "Name" = {0}""", name);

        await using var scope = mine.NewScope();
        scope.Context.Database.SetConnectionString(both.Context.Database.GetConnectionString());

        await Assert.ThrowsAsync<SubjectKeyMissingException>(() => scope.Context.People.AsNoTracking().ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_epoch_made_by_somebody_who_has_the_public_certificate_only_is_refused(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var publicOnly = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(TestCertificates.KeyEncryption.RawData);
        var attacker = new RealmFactory(
            new CertificateKeyEncryptionKey([TestCertificates.Other, publicOnly]), new EpochSigner(TestCertificates.Other, []), TimeProvider.System);
        var forged = await attacker.CreateAsync(default);
        await using (var scope = host.NewScope())
        {
            scope.Context.RemoveRange(await scope.Context.Set<EpochRow>().ToListAsync());
            scope.Context.RemoveRange(await scope.Context.Set<RootRow>().ToListAsync());
            await scope.Context.SaveChangesAsync();
            scope.Context.AddRange(forged.Epochs);
            scope.Context.AddRange(forged.Roots);
            await scope.Context.SaveChangesAsync();
        }

        await using var fresh = host.StartAnother();
        await using var writing = fresh.NewScope();
        writing.Context.Add(new Person { Name = "Bob" });
        await Assert.ThrowsAsync<ValueTamperedException>(() => writing.Context.SaveChangesAsync());
        await ReadingThrowsAsync<ValueTamperedException>(host);
        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "People" """), null));
    }

    private static async Task AddNoteAsync(TestHost<NotesContext> host, string text)
    {
        await using var scope = host.NewScope();
        var id = await scope.Context.People.Select(person => person.Id).SingleAsync();
        scope.Context.Add(new Note { PersonId = id, Text = text });
        await scope.Context.SaveChangesAsync();
    }

    private static async Task<TestHost<NotesContext>> StartAsync(TestDatabase database)
    {
        var host = await TestHost<NotesContext>.StartAsync(database);
        await using var scope = host.NewScope();
        scope.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "note" } } });
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private static async Task ChangeAsync(TestHost<NotesContext> host, string select, string update, Action<byte[]> change)
    {
        var bytes = (byte[])(await host.RawAsync(select))!;
        change(bytes);
        await using var scope = host.NewScope();
        await scope.Context.WriteRawAsync(update, bytes);
    }

    private static Task<TException> ReadingThrowsAsync<TException>(TestHost<NotesContext> host)
        where TException : Exception
        => Assert.ThrowsAsync<TException>(() => ReadAsync(host));

    private static async Task<List<Person>> ReadAsync(TestHost<NotesContext> host)
    {
        await using var fresh = host.StartAnother();
        await using var scope = fresh.NewScope();
        return await scope.Context.People.ToListAsync();
    }
}
