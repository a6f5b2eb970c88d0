using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

/// <summary>An application with people whose names are encrypted, with epoch secrets in a file, and keys beside the data or in a database of their own.</summary>
internal sealed class RotationHost : IAsyncDisposable
{
    private readonly string _folder;

    private RotationHost(TestHost<NotesContext> host, string folder) => (Host, _folder) = (host, folder);

    public TestHost<NotesContext> Host { get; }

    public FakeTimeProvider Clock => Host.Clock;

    public string SecretFile => SecretFileIn(_folder);

    public static async Task<RotationHost> StartAsync(
        TestDatabase database, bool ownKeyDatabase = false, bool withSecrets = true, int people = 5, Action<GdprToolkitBuilder>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("gdpr-rotation").FullName;
        var host = await TestHost<NotesContext>.StartAsync(database, options =>
        {
            options.OwnKeyDatabase = ownKeyDatabase;
            options.ConfigureToolkit = gdpr =>
            {
                if (withSecrets)
                {
                    gdpr.UseEpochSecretFile(SecretFileIn(folder));
                }

                gdpr.ConfigureKeyRotation(rotation => rotation.BatchSize = 2);
                configure?.Invoke(gdpr);
            };
        });
        var rotation = new RotationHost(host, folder);
        if (people > 0)
        {
            await rotation.AddAsync([.. Enumerable.Range(1, people).Select(i => $"Person {i}")]);
        }

        return rotation;
    }

    /// <summary>Starts another process on the same database, with what a test gives it.</summary>
    public TestHost<NotesContext> StartAnother(Action<GdprToolkitBuilder>? configure = null) => Host.StartAnother(options =>
    {
        options.Clock = Clock;
        options.ConfigureToolkit = gdpr =>
        {
            gdpr.UseEpochSecretFile(SecretFile);
            gdpr.ConfigureKeyRotation(rotation => rotation.BatchSize = 2);
            configure?.Invoke(gdpr);
        };
    });

    public async Task AddAsync(params string[] names)
    {
        await using var scope = Host.NewScope();
        scope.Context.AddRange(names.Select(name => new Person { Name = name, Notes = { new Note { Text = $"note of {name}" } } }));
        await scope.Context.SaveChangesAsync();
    }

    public Task<RealmRotation?> RotateAsync() => RotateAsync(Host);

    public static async Task<RealmRotation?> RotateAsync(TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        return await host.Services.GetRequiredService<IKeyRotation>().RotateRealmAsync(scope.Context);
    }

    /// <summary>Rotates to the end: once, and again when transactions from before are over.</summary>
    public async Task<RealmRotation> RotateCompletelyAsync()
    {
        await RotateAsync();
        Clock.Advance(TimeSpan.FromHours(2));
        return (await RotateAsync())!;
    }

    /// <summary>Ends the rotation that is under way, or a new one where there is none.</summary>
    public async Task<RealmRotation> FinishAsync()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Clock.Advance(TimeSpan.FromHours(2));
            if (await RotateAsync() is { IsComplete: true } ended)
            {
                return ended;
            }
        }

        throw new InvalidOperationException("The rotation does not end.");
    }

    public async Task<KeyRotationProgress> ProgressAsync()
    {
        await using var scope = Host.NewScope();
        return await Host.Services.GetRequiredService<IKeyRotation>().GetProgressAsync(scope.Context);
    }

    /// <summary>Reads everybody with a process that has no keys in memory.</summary>
    public async Task<List<string>> ReadAfreshAsync(Action<GdprToolkitBuilder>? configure = null)
    {
        await using var fresh = StartAnother(configure);
        return await ReadAsync(fresh);
    }

    public Task<List<string>> ReadAsync() => ReadAsync(Host);

    public static async Task<List<string>> ReadAsync(TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        var people = await scope.Context.People.Include(person => person.Notes).OrderBy(person => person.Id).ToListAsync();
        Assert.All(people, person => Assert.Equal($"note of {person.Name}", Assert.Single(person.Notes).Text));
        return [.. people.Select(person => person.Name!)];
    }

    /// <summary>Works on the key store past everything else.</summary>
    public async Task<T> InStoreAsync<T>(Func<IKeyStoreSession, Task<T>> work)
    {
        await using var scope = Host.NewScope();
        using var store = GdprRuntime.Of(scope.Context.GetService<IDbContextOptions>()).KeyStore.Open(scope.Context);
        return await work(store);
    }

    public Task<IReadOnlyList<KeyRow>> KeysAsync() => InStoreAsync(store => store.PageAsync(0, 1000, async: true, default).AsTask());

    public Task<IReadOnlyList<EpochRow>> EpochsAsync() => InStoreAsync(store => store.EpochsAsync(async: true, default).AsTask());

    public Task<IReadOnlyList<RootRow>> RootsAsync() => InStoreAsync(store => store.RootsAsync(async: true, default).AsTask());

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string SecretFileIn(string folder) => Path.Combine(folder, "epochs.secret");
}
