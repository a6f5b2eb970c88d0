using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

/// <summary>A new epoch takes over every key, and the one before is gone.</summary>
public class RealmRotationTests
{
    private static readonly string[] People = ["Person 1", "Person 2", "Person 3", "Person 4", "Person 5"];

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Every_key_is_wrapped_under_the_new_epoch_and_nothing_of_the_old_one_is_left(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await RotationHost.StartAsync(database, ownKeyDatabase);
        var before = (await host.KeysAsync()).ToDictionary(row => KeyId.From(row.Kid));

        var begun = (await host.RotateAsync())!;

        Assert.Equal((2, 8L, 0L, 0L), (begun.Epoch, begun.Rewrapped, begun.Remaining, begun.Refused));
        Assert.False(begun.IsComplete);
        Assert.False(begun.BackupsReached);
        Assert.Equal(host.Clock.UtcNow + TimeSpan.FromHours(1), begun.ContinueFrom);
        foreach (var row in await host.KeysAsync())
        {
            var old = before[KeyId.From(row.Kid)];
            Assert.Equal((2, old.Revision + 1, old.State, old.Version), (row.WrapEpoch, row.Revision, row.State, row.Version));
            Assert.NotEqual(old.Wrapped, row.Wrapped);
            Assert.NotEqual(old.RowMac, row.RowMac);
        }

        host.Clock.Advance(TimeSpan.FromHours(1));
        var ended = (await host.RotateAsync())!;

        Assert.True(ended.IsComplete);
        Assert.True(ended.BackupsReached);
        Assert.Null(ended.ContinueFrom);
        Assert.Equal([EpochState.Destroyed, EpochState.Active], (await host.EpochsAsync()).Select(row => row.State));
        Assert.Empty((await host.EpochsAsync())[0].Envelope);
        Assert.All(await host.RootsAsync(), row => Assert.Equal(2, row.WrapEpoch));
        Assert.Equal([false, true], (await host.ProgressAsync()).Epochs.Select(epoch => epoch.HasSecret));
        Assert.Equal(People, await host.ReadAsync());
        Assert.Equal(People, await host.ReadAfreshAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Other_processes_go_on_reading_and_writing_through_rotations(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database);
        await using var other = host.StartAnother();
        var expected = People.ToList();
        for (var round = 1; round <= 3; round++)
        {
            Assert.Equal(expected, await RotationHost.ReadAsync(other));
            await host.RotateAsync();
            await using (var scope = other.NewScope())
            {
                scope.Context.Add(new Person { Name = $"Other {round}", Notes = { new Note { Text = $"note of Other {round}" } } });
                await scope.Context.SaveChangesAsync();
                expected.Add($"Other {round}");
            }

            Assert.Equal(round + 1, (await host.KeysAsync())[^1].WrapEpoch);
            Assert.True((await host.RotateCompletelyAsync()).IsComplete);
        }

        Assert.Equal(expected, await RotationHost.ReadAsync(other));
        Assert.Equal(expected, await host.ReadAfreshAsync());
        await using var searching = other.NewScope();
        Assert.Equal("Person 3", (await searching.Context.People.SingleAsync(person => person.Name == "person 3" || person.Name == "Person 3")).Name);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_backup_with_the_key_encryption_key_opens_nothing_once_the_epoch_is_destroyed(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database);
        var (epochs, roots, keys) = (await host.EpochsAsync(), await host.RootsAsync(), await host.KeysAsync());
        var name = await host.Host.RawAsync("""SELECT "Name" FROM "People" ORDER BY "Id" """);
        Assert.True((await host.RotateCompletelyAsync()).BackupsReached);
        await ShredFirstAsync(host);

        // The backup: its key tables as they were, and the value.
        await host.Host.ExecuteRawAsync("""DELETE FROM "GdprKeys"; DELETE FROM "GdprRoots"; DELETE FROM "GdprEpochs";""");
        await using (var scope = host.Host.NewScope())
        {
            await scope.Context.WriteRawAsync("""UPDATE "People" SET "Name" = {0} WHERE "Id" = 1""", name!);
        }

        await host.InStoreAsync(store => store.TryApplyAsync(
            new KeyStoreChanges { NewEpochs = epochs, NewRoots = roots, NewKeys = [.. keys.Select(Inserted)] }, async: true, default).AsTask());

        var rolledBack = await Assert.ThrowsAsync<ValueTamperedException>(() => host.ReadAfreshAsync());
        Assert.Contains("rolled back", rolledBack.Message, StringComparison.Ordinal);
        var elsewhere = Path.Combine(Path.GetDirectoryName(host.SecretFile)!, "another.secret");
        await Assert.ThrowsAsync<SubjectKeyMissingException>(() => host.ReadAfreshAsync(gdpr => gdpr.UseEpochSecretFile(elsewhere)));
        File.Delete(host.SecretFile);
        await Assert.ThrowsAsync<SubjectKeyMissingException>(() => host.ReadAfreshAsync());
    }

    [Theory]
    [OnSqlite]
    public async Task Without_epoch_secrets_it_says_that_backups_stay_readable(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database, withSecrets: false);

        var ended = await host.RotateCompletelyAsync();

        Assert.True(ended.IsComplete);
        Assert.False(ended.BackupsReached);
        Assert.Equal(People, await host.ReadAsync());
    }

    [Theory]
    [OnSqlite]
    public async Task Secrets_that_are_configured_later_count_from_the_second_rotation_on(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database, withSecrets: false);
        await using var configured = host.StartAnother();

        await RotationHost.RotateAsync(configured);
        host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.False((await RotationHost.RotateAsync(configured))!.BackupsReached);
        await RotationHost.RotateAsync(configured);
        host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.True((await RotationHost.RotateAsync(configured))!.BackupsReached);

        Assert.Equal(People, await RotationHost.ReadAsync(configured));
        var error = await Assert.ThrowsAsync<SubjectKeyMissingException>(async () =>
        {
            host.Clock.Advance(TimeSpan.FromHours(1));
            await using var without = host.Host.StartAnother();
            await RotationHost.ReadAsync(without);
        });
        Assert.Contains("UseEpochSecretFile", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(true)]
    public async Task Interrupted_at_any_write_it_goes_on_where_it_was(TestDatabase database, bool failsAfterWriting)
    {
        FaultyKeyStore? store = null;
        await using var host = await RotationHost.StartAsync(database, configure: gdpr => store = Faulty(gdpr, failsAfterWriting));
        var expectedEpoch = 1;
        for (var write = 0; ; write++)
        {
            store!.WritesLeft = write;
            var stopped = await StopsAsync(host.RotateCompletelyAsync);
            store.WritesLeft = -1;

            Assert.Equal(People, await host.ReadAsync());
            Assert.Equal(People, await host.ReadAfreshAsync());
            var ended = await host.FinishAsync();
            Assert.All(await host.KeysAsync(), row => Assert.Equal(ended.Epoch, row.WrapEpoch));
            Assert.Equal(People, await host.ReadAfreshAsync());
            Assert.True(ended.Epoch > expectedEpoch);
            expectedEpoch = ended.Epoch;
            if (!stopped)
            {
                // A new epoch, the roots, three batches, the destruction: each was interrupted once.
                Assert.Equal(6, write);
                return;
            }
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Several_rotators_at_once_make_one_epoch(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database, people: 20);
        await using var other = host.StartAnother();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => RotationHost.RotateAsync(i % 2 == 0 ? host.Host : other))));

        Assert.All(results, result => Assert.Equal(2, result!.Epoch));
        host.Clock.Advance(TimeSpan.FromHours(2));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            await using var scope = (i % 2 == 0 ? host.Host : other).NewScope();
            await host.Host.Services.GetRequiredService<IKeyRotation>().ContinueAsync(scope.Context);
        })));
        Assert.Equal([EpochState.Destroyed, EpochState.Active], (await host.EpochsAsync()).Select(row => row.State));
        Assert.Equal(20, (await host.ReadAfreshAsync()).Count);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Readers_and_writers_go_on_meanwhile_and_nothing_is_lost(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database, people: 10);
        await using var other = host.StartAnother();
        using var end = new CancellationTokenSource();
        var written = 0;
        var work = Enumerable.Range(0, 2).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                var process = i % 2 == 0 ? host.Host : other;
                await using var scope = process.NewScope();
                var name = $"Writer {worker} {i}";
                scope.Context.Add(new Person { Name = name, Notes = { new Note { Text = $"note of {name}" } } });
                await scope.Context.SaveChangesAsync();
                Interlocked.Increment(ref written);
                var first = await scope.Context.People.OrderBy(person => person.Id).FirstAsync();
                Assert.StartsWith("Person 1", first.Name, StringComparison.Ordinal);
            }
        })).ToList();

        for (var round = 0; round < 3; round++)
        {
            await host.RotateAsync();
            // Long enough for what was begun before the new epoch, by a clock that runs 7,200 times as fast.
            await Task.Delay(200);
            host.Clock.Advance(TimeSpan.FromHours(2));
            await host.RotateAsync();
        }

        await end.CancelAsync();
        await Task.WhenAll(work);

        Assert.Equal(4, (await host.ProgressAsync()).Epochs.Count);
        Assert.Equal(10 + written, (await host.ReadAfreshAsync()).Count);
    }

    // On SQLite a rotation does not commit while somebody reads.
    [Theory]
    [OnPostgres]
    public async Task Epochs_that_get_a_successor_while_they_are_verified_are_read_again(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database, people: 2);
        var secrets = new EpochSecretFile(host.SecretFile, TimeSpan.FromSeconds(30));
        await using var reader = host.StartAnother(gdpr => gdpr.UseEpochSecrets(new MeanwhileEpochSecrets(secrets, () => host.RotateAsync())));

        Assert.Equal(["Person 1", "Person 2"], await RotationHost.ReadAsync(reader));

        Assert.Equal(2, (await host.ProgressAsync()).Epochs.Count);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_key_row_from_before_is_refused_once_its_epoch_is_destroyed(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database, people: 1);
        var old = (await host.KeysAsync()).Single();
        await host.RotateCompletelyAsync();
        var current = (await host.KeysAsync()).Single();

        await host.InStoreAsync(store => store.TryApplyAsync(
            new KeyStoreChanges { Keys = [new Changed<KeyRow>(old, current.RowMac)] }, async: true, default).AsTask());

        Assert.IsAssignableFrom<PersonalDataProtectionException>(await Record.ExceptionAsync(() => host.ReadAfreshAsync()));
    }

    [Theory]
    [OnSqlite]
    public async Task A_row_that_was_changed_outside_keeps_the_old_epoch_from_being_destroyed(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database);
        await host.Host.ExecuteRawAsync("""UPDATE "GdprKeys" SET "CreatedAt" = 5 WHERE "Position" = 3""");

        var ended = await host.RotateCompletelyAsync();

        Assert.Equal((1L, 1L, false), (ended.Refused, ended.Remaining, ended.IsComplete));
        Assert.True((await host.ProgressAsync()).IsRotatingRealm);
    }

    [Theory]
    [OnSqlite]
    public async Task An_epoch_that_somebody_has_changed_does_not_get_our_signature(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database);
        await host.Host.ExecuteRawAsync("""UPDATE "GdprEpochs" SET "Envelope" = "Signature" """);
        var before = await host.EpochsAsync();
        await using var scope = host.Host.NewScope();
        var rotation = host.Host.Services.GetRequiredService<IKeyRotation>();

        await Assert.ThrowsAsync<ValueTamperedException>(() => rotation.RotateRealmAsync(scope.Context));
        await Assert.ThrowsAsync<ValueTamperedException>(() => rotation.RewrapEpochsAsync(scope.Context));

        Assert.Equal(before.Single().Signature, (await host.EpochsAsync()).Single().Signature);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Tombstones_stay_tombstones(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database);
        await ShredFirstAsync(host);

        await host.RotateCompletelyAsync();

        Assert.Null((await host.KeysAsync())[0].Wrapped);
        Assert.Equal((KeyState.Shredded, 2), ((await host.KeysAsync())[0].State, (await host.KeysAsync())[0].WrapEpoch));
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => host.ReadAfreshAsync());
    }

    [Theory]
    [OnSqlite]
    public async Task What_somebody_changes_between_reading_and_writing_stays(TestDatabase database)
    {
        FaultyKeyStore? store = null;
        await using var host = await RotationHost.StartAsync(database, configure: gdpr => store = Faulty(gdpr, failsAfterWriting: false));
        var changed = false;
        store!.BeforeWriting = BeforeBatchAsync;

        await host.RotateCompletelyAsync();

        Assert.True(changed);
        var keys = await host.KeysAsync();
        Assert.Equal(KeyState.ShredRequested, keys[0].State);
        Assert.All(keys, row => Assert.Equal(2, row.WrapEpoch));

        async Task BeforeBatchAsync(KeyStoreChanges changes)
        {
            if (changes.Keys.Count == 0)
            {
                store.BeforeWriting = BeforeBatchAsync;
                return;
            }

            changed = true;
            await using var other = host.StartAnother();
            await ShredFirstAsync(other, finished: false);
        }
    }

    [Theory]
    [OnSqlite]
    public async Task It_works_in_transactions_of_its_own_only(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database);
        await using var scope = host.Host.NewScope();
        await using var transaction = await scope.Context.Database.BeginTransactionAsync();
        var rotation = host.Host.Services.GetRequiredService<IKeyRotation>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => rotation.RotateRealmAsync(scope.Context));
        await Assert.ThrowsAsync<InvalidOperationException>(() => rotation.RewrapEpochsAsync(scope.Context));
        await Assert.ThrowsAsync<InvalidOperationException>(() => rotation.ContinueAsync(scope.Context));
    }

    [Theory]
    [OnSqlite]
    public async Task A_database_without_keys_has_nothing_to_rotate(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database, people: 0);
        await using var scope = host.Host.NewScope();
        var rotation = host.Host.Services.GetRequiredService<IKeyRotation>();

        Assert.Null(await host.RotateAsync());
        Assert.Equal(0, await rotation.RewrapEpochsAsync(scope.Context));
        Assert.Empty((await rotation.ContinueAsync(scope.Context)).Epochs);
    }

    [Theory]
    [OnSqlite]
    public async Task Going_on_begins_nothing(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database);
        await using var scope = host.Host.NewScope();

        var progress = await host.Host.Services.GetRequiredService<IKeyRotation>().ContinueAsync(scope.Context);

        Assert.False(progress.IsRotatingRealm);
        Assert.Equal(8, Assert.Single(progress.Epochs).Rows);
    }

    private static FaultyKeyStore Faulty(GdprToolkitBuilder gdpr, bool failsAfterWriting)
    {
        var store = new FaultyKeyStore(new ApplicationKeyStore()) { FailsAfterWriting = failsAfterWriting };
        gdpr.Services.AddSingleton<IKeyStore>(store);
        return store;
    }

    private static async Task<bool> StopsAsync(Func<Task> work)
    {
        try
        {
            await work();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static KeyRow Inserted(KeyRow row)
    {
        row.Position = 0;
        return row;
    }

    private static Task ShredFirstAsync(RotationHost host) => ShredFirstAsync(host.Host, finished: true);

    private static async Task ShredFirstAsync(TestHost<NotesContext> host, bool finished)
    {
        await using var scope = host.NewScope();
        using var writer = new SubjectKeyWriter(scope.Context, host.Services.GetRequiredService<Gdpr.Toolkit.Infrastructure.Internal.GdprRuntime>());
        var realm = (await writer.FindRealmAsync(async: true, default))!;
        var row = await scope.Context.Set<KeyRow>().AsNoTracking().OrderBy(key => key.Position).FirstAsync();
        var change = finished ? realm.Shred(row) : realm.ChangeState(row, KeyState.ShredRequested);
        await writer.ApplyAsync(new KeyStoreChanges { Keys = [change] }, async: true, default);
    }
}
