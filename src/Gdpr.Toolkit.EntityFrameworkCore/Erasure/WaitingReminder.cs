using Gdpr.Toolkit.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Says every half minute in the log that an erasure waits for its turn, until it is disposed.</summary>
internal sealed class WaitingReminder : IDisposable
{
    private const int Pause = 30;

    private readonly ITimer _timer;
    private readonly ILogger _logger;
    private long _reminders;

    public WaitingReminder(DbContext context)
    {
        _logger = context.GetService<ILoggerFactory>().CreateLogger<PersonalDataErasure>();
        var pause = TimeSpan.FromSeconds(Pause);
        _timer = context.GetService<SubjectKeyring>().Runtime.Time.CreateTimer(static reminder => ((WaitingReminder)reminder!).Remind(), this, pause, pause);
    }

    public void Dispose() => _timer.Dispose();

    private void Remind() => ErasureLog.Waits(_logger, Interlocked.Increment(ref _reminders) * Pause);
}
