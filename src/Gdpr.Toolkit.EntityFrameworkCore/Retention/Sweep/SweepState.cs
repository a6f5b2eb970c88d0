using Gdpr.Toolkit.Telemetry;

namespace Gdpr.Toolkit.Retention;

/// <summary>What the last sweep of this process said, for health checks and gauges. Thread-safe.</summary>
internal sealed class SweepState
{
    private readonly Lock _gate = new();
    private (SweepReport? Report, DateTimeOffset At, bool HasFailed) _last;

    /// <summary>Gets the report of the last sweep that came to its end and was no dry run, when that was, and whether one has failed since.</summary>
    public (SweepReport? Report, DateTimeOffset At, bool HasFailed) Last
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    public void Note(SweepReport report, DateTimeOffset now)
    {
        if (report.IsDryRun)
        {
            return;
        }

        lock (_gate)
        {
            _last = (report, now, HasFailed: false);
        }

        GdprMeters.SweepTaken.Add(report.Taken.Sum(count => count.Rows));
        GdprMeters.SweepPeople.Add(report.PeopleErased);
        GdprMeters.SweepSuspended.Record(report.Suspended);
        GdprMeters.SweepOverdue.Record(report.Overdue);
    }

    public void NoteFailure()
    {
        lock (_gate)
        {
            _last.HasFailed = true;
        }
    }
}
