using System.Diagnostics.Metrics;

namespace Gdpr.Toolkit.Telemetry;

/// <summary>Everything that is counted. Adding to a counter that nobody listens to costs a comparison.</summary>
/// <remarks>Tags come from fixed lists of words, see <see cref="GdprTags"/>: never from a value, a row or a person.</remarks>
internal static class GdprMeters
{
    private static readonly Meter Meter = new(GdprTelemetry.Name);

    public static Counter<long> ValuesSealed { get; } = Meter.CreateCounter<long>("gdpr.values.sealed", "{value}", "Values that were encrypted.");

    public static Counter<long> ValuesOpened { get; } = Meter.CreateCounter<long>("gdpr.values.opened", "{value}", "Values that were decrypted.");

    public static Counter<long> KeyLookUps { get; } = Meter.CreateCounter<long>("gdpr.keys.lookups", "{lookup}", "Look-ups in the key store, because a key was not in memory.");

    public static Counter<long> KeyMisses { get; } = Meter.CreateCounter<long>("gdpr.keys.misses", "{value}", "Values whose key the key store does not hold.");

    public static Counter<long> QueriesRefused { get; } = Meter.CreateCounter<long>("gdpr.queries.refused", "{query}", "Queries that ciphertext cannot answer, or that would have gone past encryption or erasure.");

    public static Counter<long> RowsRefused { get; } = Meter.CreateCounter<long>("gdpr.integrity.refused", "{row}", "Rows that were refused because they hold a value of somebody else.");

    public static Counter<long> Exports { get; } = Meter.CreateCounter<long>("gdpr.exports", "{export}", "Exports, by outcome.");

    public static Counter<long> Erasures { get; } = Meter.CreateCounter<long>("gdpr.erasures", "{erasure}", "Erasures, by outcome.");

    public static Counter<long> SweepTaken { get; } = Meter.CreateCounter<long>("gdpr.sweep.taken", "{value}", "Values that sweeps have emptied, and rows that they have deleted.");

    public static Counter<long> SweepPeople { get; } = Meter.CreateCounter<long>("gdpr.sweep.people", "{person}", "People whom sweeps have erased.");

    public static Gauge<long> SweepSuspended { get; } = Meter.CreateGauge<long>("gdpr.sweep.suspended", "{item}", "Rows and people that the last sweep left because of a hold or a restriction.");

    public static Gauge<long> SweepOverdue { get; } = Meter.CreateGauge<long>("gdpr.sweep.overdue", "{item}", "Rows and people that were still due after the last sweep.");

    public static Counter<long> Notices { get; } = Meter.CreateCounter<long>("gdpr.notices", "{notice}", "Notices to recipients that have their outcome, by that.");

    public static Gauge<long> NoticesOverdue { get; } = Meter.CreateGauge<long>("gdpr.notices.overdue", "{notice}", "Notices to recipients that wait for too long, or were given up.");
}
