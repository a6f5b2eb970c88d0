using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gdpr.Toolkit.Recipients;

/// <summary>Says whether the last dispatch of this process has left no notice overdue, and is not too long ago.</summary>
internal sealed class NoticeHealthCheck(NoticeState state, TimeProvider time, TimeSpan maximumAge) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(Check(context.Registration.FailureStatus));

    private HealthCheckResult Check(HealthStatus failure) => state.Last switch
    {
        { HasFailed: true } => new HealthCheckResult(failure, "The last dispatch of notices to recipients failed: see the log."),
        { Dispatch: null } => new HealthCheckResult(failure, "No notices to recipients have been dispatched in this process yet."),
        { Dispatch.Overdue: > 0 } last => new HealthCheckResult(failure, "Notices to recipients are overdue.", data: Data(last.Dispatch)),
        var (_, at, _) when time.GetUtcNow() - at > maximumAge => new HealthCheckResult(failure, "The last dispatch of notices to recipients is too long ago."),
        { Dispatch: { } last } => HealthCheckResult.Healthy("0 overdue", Data(last)),
    };

    private static Dictionary<string, object> Data(NoticeDispatch dispatch) => new() { ["overdue"] = dispatch.Overdue };
}
