using System.Text;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>Files outside the database live and die with the key of the person that they are about.</summary>
public class FileTests
{
    private const string Passport = "a scan of a passport";

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_file_of_a_person_without_a_key_is_read_by_another_process(TestDatabase database)
    {
        await using var host = await StartAsync(database, name: null);

        var file = await ProtectAsync(host, person: 1);

        await using var other = host.StartAnother();
        Assert.Equal(Passport, await UnprotectAsync(other, file, person: 1));
        Assert.Equal(Passport, await UnprotectAsync(host, file, person: 1));
        Assert.True(file.AsSpan().IndexOf("passport"u8) < 0);
        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Files_and_values_of_a_person_share_one_key(TestDatabase database)
    {
        await using var host = await StartAsync(database);

        var file = await ProtectAsync(host, person: 1);

        await using var scope = host.NewScope();
        (await scope.Context.People.SingleAsync(row => row.Id == 1)).Notes.Add(new Note { Text = "later" });
        await scope.Context.SaveChangesAsync();
        Assert.Equal(Passport, await UnprotectAsync(host, file, person: 1));
        Assert.Equal(2L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_file_of_a_new_person_is_protected_and_read_in_the_transaction_that_makes_their_key(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        byte[] file;
        await using (var scope = host.NewScope())
        {
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            var person = new Person();
            scope.Context.Add(person);
            await scope.Context.SaveChangesAsync();
            file = await ProtectAsync(scope, person.Id);
            Assert.Equal(Passport, await UnprotectAsync(scope, file, person.Id));
            await transaction.CommitAsync();
        }

        Assert.Equal(Passport, await UnprotectAsync(host, file, person: 3));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_key_that_is_rolled_back_opens_nothing_and_the_next_file_gets_one_that_exists(TestDatabase database)
    {
        await using var host = await StartAsync(database, name: null);
        await using var scope = host.NewScope();
        byte[] lost;
        await using (var transaction = await scope.Context.Database.BeginTransactionAsync())
        {
            lost = await ProtectAsync(scope, person: 1);
            await transaction.RollbackAsync();
        }

        var kept = await ProtectAsync(scope, person: 1);

        await Assert.ThrowsAsync<SubjectKeyMissingException>(() => UnprotectAsync(scope, lost, person: 1));
        Assert.Equal(Passport, await UnprotectAsync(host, kept, person: 1));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Erasing_the_person_makes_the_file_unreadable_and_nobody_elses(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        var (adas, bobs) = (DataSubject.Of<Customer>(ada), DataSubject.Of<Customer>(bob));
        var adasFile = await ProtectAsync(scope.Protector, adas);
        var bobsFile = await ProtectAsync(scope.Protector, bobs);
        Assert.Equal(Passport, await UnprotectAsync(scope.Protector, adasFile, adas));

        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(adas));

        await using var other = shop.StartAnotherShop();
        await using var elsewhere = other.NewScope();
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => UnprotectAsync(scope.Protector, adasFile, adas));
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => UnprotectAsync(elsewhere.Protector, adasFile, adas));
        await Assert.ThrowsAnyAsync<Exception>(() => ProtectAsync(scope.Protector, adas));
        Assert.Equal(Passport, await UnprotectAsync(scope.Protector, bobsFile, bobs));
        Assert.Equal(Passport, await UnprotectAsync(elsewhere.Protector, bobsFile, bobs));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_person_who_is_erased_while_their_file_is_read_ends_the_reading(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        var subject = DataSubject.Of<Customer>(ada);
        await using var scope = shop.NewScope();
        using var file = new MemoryStream();
        await scope.Protector.ProtectAsync(subject, "large", new MemoryStream(new byte[200_000]), file);
        file.Position = 0;
        await using var destination = new ErasingStream(async () =>
        {
            await using var erasing = shop.NewScope();
            await erasing.Erasure.EraseAsync(await erasing.Erasure.PlanAsync(subject));
        });

        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Protector.UnprotectAsync(subject, "large", file, destination));

        Assert.Equal(65_536, destination.Written);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_file_is_read_for_its_person_and_under_its_name_only(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var file = await ProtectAsync(scope, person: 1);

        await Assert.ThrowsAsync<ValueTamperedException>(() => UnprotectAsync(scope, file, person: 2));
        await Assert.ThrowsAsync<ValueTamperedException>(
            () => scope.Protector.UnprotectAsync(Subject(1), "passport/2", new MemoryStream(file), Stream.Null));
        await Assert.ThrowsAsync<ValueTamperedException>(() => UnprotectAsync(scope, file[..^1], person: 1));
        await Assert.ThrowsAsync<UnknownValueFormatException>(() => UnprotectAsync(scope, [1, 2, 3], person: 1));
    }

    [Fact]
    public async Task A_file_of_another_database_asks_for_a_key_that_is_not_there()
    {
        await using var one = await StartAsync(TestDatabase.Sqlite);
        await using var other = await StartAsync(TestDatabase.Sqlite);
        await using var empty = await StartAsync(TestDatabase.Sqlite, name: null);

        var file = await ProtectAsync(one, person: 1);

        await Assert.ThrowsAsync<SubjectKeyMissingException>(() => UnprotectAsync(other, file, person: 1));
        await Assert.ThrowsAsync<SubjectKeyMissingException>(() => UnprotectAsync(empty, file, person: 1));
    }

    [Fact]
    public async Task Nobody_gets_a_key_for_a_person_who_is_not_there()
    {
        await using var host = await StartAsync(TestDatabase.Sqlite);

        await Assert.ThrowsAsync<InvalidOperationException>(() => ProtectAsync(host, person: 77));

        Assert.Equal(2L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    [Fact]
    public async Task A_file_without_a_name_or_a_stream_is_refused()
    {
        await using var host = await StartAsync(TestDatabase.Sqlite);
        await using var scope = host.NewScope();

        await Assert.ThrowsAsync<ArgumentException>(() => scope.Protector.ProtectAsync(Subject(1), "", Stream.Null, Stream.Null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => scope.Protector.ProtectAsync(null!, "a", Stream.Null, Stream.Null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => scope.Protector.ProtectAsync(Subject(1), "a", null!, Stream.Null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => scope.Protector.UnprotectAsync(Subject(1), "a", Stream.Null, null!));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_cancelled_file_leaves_the_scope_usable(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => scope.Protector.ProtectAsync(Subject(1), "a", new MemoryStream([1]), new MemoryStream(), cancelled.Token));

        Assert.Equal(Passport, await UnprotectAsync(scope, await ProtectAsync(scope, person: 1), person: 1));
    }

    private static DataSubject Subject(int person) => DataSubject.Of<Person>(person);

    private static async Task<TestHost<NotesContext>> StartAsync(TestDatabase database, string? name = "Ada")
    {
        var host = await TestHost<NotesContext>.StartAsync(database);
        await using var scope = host.NewScope();
        scope.Context.AddRange(new Person { Name = name }, new Person { Name = name });
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private static async Task<byte[]> ProtectAsync(TestHost<NotesContext> host, int person)
    {
        await using var scope = host.NewScope();
        return await ProtectAsync(scope, person);
    }

    private static async Task<string> UnprotectAsync(TestHost<NotesContext> host, byte[] file, int person)
    {
        await using var scope = host.NewScope();
        return await UnprotectAsync(scope, file, person);
    }

    private static Task<byte[]> ProtectAsync(TestScope<NotesContext> scope, int person) => ProtectAsync(scope.Protector, Subject(person));

    private static Task<string> UnprotectAsync(TestScope<NotesContext> scope, byte[] file, int person)
        => UnprotectAsync(scope.Protector, file, Subject(person));

    private static async Task<byte[]> ProtectAsync(IPersonalDataProtector protector, DataSubject subject)
    {
        using var destination = new MemoryStream();
        await protector.ProtectAsync(subject, "passport/1", new MemoryStream(Encoding.UTF8.GetBytes(Passport)), destination);
        return destination.ToArray();
    }

    private static async Task<string> UnprotectAsync(IPersonalDataProtector protector, byte[] file, DataSubject subject)
    {
        using var destination = new MemoryStream();
        await protector.UnprotectAsync(subject, "passport/1", new MemoryStream(file), destination);
        return Encoding.UTF8.GetString(destination.ToArray());
    }

    private sealed class ErasingStream(Func<Task> erase) : MemoryStream
    {
        public long Written { get; private set; }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Written == 0)
            {
                await erase();
            }

            Written += buffer.Length;
        }
    }
}
