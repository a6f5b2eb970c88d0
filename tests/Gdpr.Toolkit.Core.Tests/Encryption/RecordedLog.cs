using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Keeps what is logged as <c>Level EventId Message</c>.</summary>
internal sealed class RecordedLog : ILoggerFactory, ILogger
{
    public List<string> Lines { get; } = [];

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Lines.Add($"{logLevel} {eventId.Id} {formatter(state, exception)}");

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("There is one log.");

    public void Dispose()
    {
    }
}
