using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace HostingCompany.Hosting;

/// <summary>The running application. It can be stopped and started again, as around the restore of a backup.</summary>
internal sealed class Application(Func<ServiceProvider> build) : IAsyncDisposable
{
    private ServiceProvider? _services = build();

    /// <summary>Begins a piece of work, as a web request would.</summary>
    public WorkScope NewScope() => new((_services ?? throw new InvalidOperationException("The application is stopped.")).CreateAsyncScope());

    /// <summary>Ends the process, as far as a sample can: all it remembers is gone, and its files are closed.</summary>
    public async Task StopAsync()
    {
        if (_services is { } services)
        {
            _services = null;
            await services.DisposeAsync();
            SqliteConnection.ClearAllPools(); // the last connection folds the write-ahead log into the file
        }
    }

    public void Start() => _services ??= build();

    public async ValueTask DisposeAsync() => await StopAsync();
}
