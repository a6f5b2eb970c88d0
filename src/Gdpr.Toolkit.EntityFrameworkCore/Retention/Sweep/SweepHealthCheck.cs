using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gdpr.Toolkit.Retention;

/// <summary>Says whether the last sweep of this process has left nothing overdue, and is not too long ago.</summary>
internal sealed class SweepHealthCheck(SweepState state, TimeProvider time, TimeSpan maximumAge) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(Check(context.Registration.FailureStatus));

    private HealthCheckResult Check(HealthStatus failure)
        => state.Last switch
        {
            { HasFailed: true } => new HealthCheckResult(failure, "The last retention sweep failed: see the log."),
            { Report: null } => new HealthCheckResult(failure, "No retention sweep has come to its end in this process yet."),
            { Report.IsStopped: true } => new HealthCheckResult(failure, "The last retention sweep was stopped."),
            { Report: { Overdue: > 0 } report } => new HealthCheckResult(failure, "Personal data is overdue.", data: Data(report)),
            var (_, at, _) when time.GetUtcNow() - at > maximumAge => new HealthCheckResult(failure, "The last retention sweep is too long ago."),
            { Report: { } report } => HealthCheckResult.Healthy("0 overdue", Data(report)),
        };

    private static Dictionary<string, object> Data(SweepReport report) => new()
    {
        ["overdue"] = report.Overdue,
        ["suspended"] = report.Suspended,
    };
}
