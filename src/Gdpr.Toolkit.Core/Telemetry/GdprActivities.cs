using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Gdpr.Toolkit.Telemetry;

/// <summary>Everything that is traced: each as one activity, with how it ended and nothing else.</summary>
internal static class GdprActivities
{
    public const string Export = "gdpr.export";
    public const string Erasure = "gdpr.erasure";
    public const string Verification = "gdpr.verification";
    public const string Reassignment = "gdpr.reassignment";

    private static readonly ActivitySource Source = new(GdprTelemetry.Name);

    /// <summary>Traces and counts some work.</summary>
    /// <remarks>Of a failure, only that there was one is said: messages of exceptions of the application's can hold anything.</remarks>
    public static async Task<T> TraceAsync<T>(string name, Counter<long>? counter, Func<Task<T>> work, Func<T, bool> isComplete)
    {
        using var activity = Source.StartActivity(name);
        var outcome = GdprTags.Failed;
        try
        {
            var result = await work().ConfigureAwait(false);
            outcome = isComplete(result) ? GdprTags.Completed : GdprTags.Incomplete;
            return result;
        }
        finally
        {
            activity?.SetTag(GdprTags.Outcome, outcome);
            activity?.SetStatus(outcome == GdprTags.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
            counter?.Add(1, new KeyValuePair<string, object?>(GdprTags.Outcome, outcome));
        }
    }
}
