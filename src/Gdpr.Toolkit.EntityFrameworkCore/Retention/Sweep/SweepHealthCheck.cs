using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gdpr.Toolkit.Retention;

/// <summary>Says whether the last sweep of this process has left nothing overdue, and is not too long ago.</summary>
internal sealed class SweepHealthCheck(SweepState state, TimeProvider time, TimeSpan maximumAge) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(Check(context.Registration.FailureStatus));

    private HealthCheckResult Check(HealthStatus failure)
        => state switch
        {
            { FailedAt: not null } => new HealthCheckResult(failure, "The last retention sweep failed: see the log."),
            { Last: null } or { CompletedAt: null } => new HealthCheckResult(failure, "No retention sweep has come to its end in this process yet."),
            { Last.IsStopped: true } => new HealthCheckResult(failure, "The last retention sweep was stopped."),
            { Last: { Overdue: > 0 } last } => new HealthCheckResult(failure, "Personal data is overdue.", data: Data(last)),
            { CompletedAt: { } completed } when time.GetUtcNow() - completed > maximumAge => new HealthCheckResult(failure, "The last retention sweep is too long ago."),
            { Last: { } last } => HealthCheckResult.Healthy("0 overdue", Data(last)),
        };

    private static Dictionary<string, object> Data(SweepReport report) => new()
    {
        ["overdue"] = report.Overdue,
        ["suspended"] = report.Suspended,
    };
}
