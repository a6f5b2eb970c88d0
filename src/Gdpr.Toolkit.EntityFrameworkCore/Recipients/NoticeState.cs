using Gdpr.Toolkit.Telemetry;

namespace Gdpr.Toolkit.Recipients;

/// <summary>What the last dispatch of this process said, for health checks and gauges. Thread-safe.</summary>
internal sealed class NoticeState
{
    private readonly Lock _gate = new();
    private (NoticeDispatch? Dispatch, DateTimeOffset At, bool HasFailed) _last;

    /// <summary>Gets the last dispatch that came to its end, when that was, and whether one has failed since.</summary>
    public (NoticeDispatch? Dispatch, DateTimeOffset At, bool HasFailed) Last
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    public void Note(NoticeDispatch dispatch, DateTimeOffset now)
    {
        lock (_gate)
        {
            _last = (dispatch, now, HasFailed: false);
        }

        GdprMeters.NoticesOverdue.Record(dispatch.Overdue);
    }

    public void NoteFailure()
    {
        lock (_gate)
        {
            _last.HasFailed = true;
        }
    }
}
