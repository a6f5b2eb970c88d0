using System.Diagnostics.Metrics;

namespace Gdpr.Toolkit.Retention;

/// <summary>What is measured of sweeps, on the meter <c>Gdpr.Toolkit</c>. Counts and no tags.</summary>
internal static class SweepMeters
{
    private static readonly Meter Meter = new("Gdpr.Toolkit");

    private static readonly Counter<long> Taken = Meter.CreateCounter<long>("gdpr.sweep.taken", "{value}", "Values emptied and rows deleted by sweeps.");

    private static readonly Counter<long> People = Meter.CreateCounter<long>("gdpr.sweep.people", "{person}", "People erased by sweeps.");

    private static readonly Gauge<long> Suspended = Meter.CreateGauge<long>("gdpr.sweep.suspended", "{item}", "Rows and people that the last sweep left because of a hold or a restriction.");

    private static readonly Gauge<long> Overdue = Meter.CreateGauge<long>("gdpr.sweep.overdue", "{item}", "Rows and people that were still due after the last sweep.");

    public static void Record(SweepReport report)
    {
        Taken.Add(report.Taken.Sum(count => count.Rows));
        People.Add(report.PeopleErased);
        Suspended.Record(report.Suspended);
        Overdue.Record(report.Overdue);
    }
}
