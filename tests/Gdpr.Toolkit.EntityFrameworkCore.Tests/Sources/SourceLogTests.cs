using System.Collections.Concurrent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Sources;

/// <summary>What fails after the commit cannot be thrown any more: an operator reads it in the log.</summary>
public sealed class SourceLogTests : IDisposable
{
    private readonly FolderStore _files = new();
    private readonly RecordingLogs _logs = new();

    public void Dispose()
    {
        _files.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task A_source_that_throws_is_logged_with_the_cause_and_without_the_item()
    {
        await using var shop = await StartAsync();
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        _files.Erasing = () => throw new IOException("The disk is gone.");

        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));

        var (id, text, cause) = Assert.Single(_logs.Entries, entry => entry.Id is >= 1300 and < 1400);
        Assert.Equal(1300, id);
        Assert.Contains("'customer-files'", text, StringComparison.Ordinal);
        Assert.DoesNotContain("face.png", text, StringComparison.Ordinal);
        Assert.Equal("The disk is gone.", Assert.IsType<IOException>(cause).Message);
    }

    [Fact]
    public async Task A_person_whose_end_could_not_be_noted_is_certified_and_stays_pending()
    {
        var notes = new RefusedNotes();
        await using var shop = await StartAsync(options => options.ConfigureContext = context => context.AddInterceptors(notes));
        var ada = await AddAdaAsync(shop);
        await using var scope = shop.NewScope();
        var plan = await scope.Erasure.PlanAsync(ada);
        notes.Refuses = true;

        var certificate = await scope.Erasure.EraseAsync(plan);
        notes.Refuses = false;

        Assert.True(certificate.IsComplete);
        Assert.Equal(1302, Assert.Single(_logs.Entries, entry => entry.Id is >= 1300 and < 1400).Id);
        Assert.Equal([ada], await scope.Erasure.ListPendingAsync());
        Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada))).IsComplete);
        Assert.Empty(await scope.Erasure.ListPendingAsync());
    }

    private Task<TestHost<ShopContext>> StartAsync(Action<TestHostOptions>? configure = null)
        => ShopHost.StartAsync(TestDatabase.Sqlite, options =>
        {
            _files.Configure(options);
            options.ConfigureToolkit += gdpr => gdpr.Services.AddLogging(logging => logging.AddProvider(_logs));
            configure?.Invoke(options);
        });

    private async Task<DataSubject> AddAdaAsync(TestHost<ShopContext> shop)
    {
        await using var scope = shop.NewScope();
        var ada = ShopHost.Ada();
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();
        _files.Put(ada.Id, "face.png", "Ada's face");
        return DataSubject.Of<Customer>(ada.Id);
    }

    /// <summary>Refuses the save that notes the end of an erasure, as a database that has just gone away would.</summary>
    private sealed class RefusedNotes : SaveChangesInterceptor
    {
        public bool Refuses { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            => Refuses && eventData.Context is ShopContext context
                && context.ChangeTracker.Entries<Customer>().Any(entry => entry.Property(SoftErasureProperties.ErasedAt) is { IsModified: true, CurrentValue: not null })
                    ? throw new DbUpdateException("The database is gone.")
                    : ValueTask.FromResult(result);
    }

    private sealed class RecordingLogs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(int Id, string Text, Exception? Cause)> Entries { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Entries.Enqueue((eventId.Id, formatter(state, exception), exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public void Dispose()
        {
        }
    }
}
