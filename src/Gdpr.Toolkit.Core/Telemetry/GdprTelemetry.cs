namespace Gdpr.Toolkit.Telemetry;

/// <summary>What an application listens to: <c>AddMeter(GdprTelemetry.Name)</c> and <c>AddSource(GdprTelemetry.Name)</c> of OpenTelemetry.</summary>
/// <remarks>
/// All that is counted and traced is listed in <c>docs/telemetry.md</c>. No name, tag or measurement holds personal data, a key, or anything
/// by which one person could be told from another.
/// </remarks>
public static class GdprTelemetry
{
    /// <summary>The name of the library's <c>Meter</c> and of its <c>ActivitySource</c>: <c>Gdpr.Toolkit</c>.</summary>
    public const string Name = "Gdpr.Toolkit";
}
