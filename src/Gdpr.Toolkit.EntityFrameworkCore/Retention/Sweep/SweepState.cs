using Gdpr.Toolkit.Telemetry;

namespace Gdpr.Toolkit.Retention;

/// <summary>What the last sweep of this process said, for health checks and gauges. Thread-safe.</summary>
internal sealed class SweepState
{
    private readonly Lock _gate = new();
    private SweepReport? _last;

    /// <summary>Gets when a sweep last came to its end; null before the first.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Gets when a sweep last failed, if none has come to its end since.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>Gets the report of the last sweep that was no dry run.</summary>
    public SweepReport? Last
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
            (_last, CompletedAt, FailedAt) = (report, now, null);
        }

        GdprMeters.SweepTaken.Add(report.Taken.Sum(count => count.Rows));
        GdprMeters.SweepPeople.Add(report.PeopleErased);
        GdprMeters.SweepSuspended.Record(report.Suspended);
        GdprMeters.SweepOverdue.Record(report.Overdue);
    }

    public void NoteFailure(DateTimeOffset now)
    {
        lock (_gate)
        {
            FailedAt = now;
        }
    }
}
