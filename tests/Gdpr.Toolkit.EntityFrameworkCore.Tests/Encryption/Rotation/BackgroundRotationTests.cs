using System.Collections.Concurrent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

public class BackgroundRotationTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_has_begun_is_ended_and_nothing_is_begun(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(
            database, configure: gdpr => gdpr.RotateInBackground<NotesContext>(TimeSpan.FromMilliseconds(20)));
        var service = Assert.Single(host.Host.Services.GetServices<IHostedService>());
        await service.StartAsync(default);
        await Task.Delay(100);
        Assert.Single(await host.EpochsAsync());
        await host.RotateAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));

        await UntilAsync(async () => (await host.EpochsAsync())[0].State == EpochState.Destroyed);

        await UntilAsync(async () => !(await host.ProgressAsync()).Epochs[0].HasSecret);
        await service.StopAsync(default);
        Assert.Equal(2, (await host.EpochsAsync()).Count);
        Assert.Equal(5, (await host.ReadAfreshAsync()).Count);
    }

    [Theory]
    [OnSqlite]
    public async Task A_failure_is_logged_and_tried_again(TestDatabase database)
    {
        var log = new ListLogger();
        FaultyKeyStore? store = null;
        await using var host = await RotationHost.StartAsync(database, configure: gdpr =>
        {
            gdpr.Services.AddSingleton<IKeyStore>(store = new FaultyKeyStore(new ApplicationKeyStore()));
            gdpr.Services.AddSingleton<ILoggerFactory>(log);
            gdpr.RotateInBackground<NotesContext>(TimeSpan.FromMilliseconds(20));
        });
        await host.RotateAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        store!.WritesLeft = 0;
        var service = Assert.Single(host.Host.Services.GetServices<IHostedService>());

        await service.StartAsync(default);

        await UntilAsync(async () => (await host.EpochsAsync())[0].State == EpochState.Destroyed);
        await service.StopAsync(default);
        Assert.Contains(log.Lines, line => line.StartsWith("1010 The key rotation of 'NotesContext' could not go on.", StringComparison.Ordinal));
    }

    [Theory]
    [OnSqlite]
    public async Task Keys_are_opened_when_the_host_starts(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database);
        await using var other = host.StartAnother(gdpr => gdpr.OpenKeysOnStart<NotesContext>());
        var runtime = other.Services.GetRequiredService<Gdpr.Toolkit.Infrastructure.Internal.GdprRuntime>();
        await using var scope = other.NewScope();
        Assert.Null(runtime.Realms.FindAny(runtime.KeyStore.IdentityFor(scope.Context)));

        await Assert.Single(other.Services.GetServices<IHostedService>()).StartAsync(default);

        Assert.NotNull(runtime.Realms.FindAny(runtime.KeyStore.IdentityFor(scope.Context)));
    }

    [Fact]
    public void An_interval_of_zero_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => new ServiceCollection().AddGdprToolkit(gdpr => gdpr.RotateInBackground<NotesContext>(TimeSpan.Zero)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10_001, 1)]
    [InlineData(1, -1)]
    public void Options_out_of_range_are_refused(int batchSize, int age)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddGdprToolkit(gdpr => gdpr.ConfigureKeyRotation(rotation =>
            (rotation.BatchSize, rotation.MaximumTransactionAge) = (batchSize, TimeSpan.FromMinutes(age)))));

    [Fact]
    public void Options_have_defaults_and_take_their_edges()
    {
        var options = new KeyRotationOptions();
        Assert.Equal((500, TimeSpan.FromHours(1)), (options.BatchSize, options.MaximumTransactionAge));

        new ServiceCollection().AddGdprToolkit(gdpr => gdpr
            .ConfigureKeyRotation(rotation => (rotation.BatchSize, rotation.MaximumTransactionAge) = (1, TimeSpan.Zero))
            .ConfigureKeyRotation(rotation => rotation.BatchSize = 10_000));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 500; attempt++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail("It did not happen.");
    }

    private sealed class ListLogger : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Enqueue($"{eventId.Id} {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
