using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.Export.Tests.Browser;

/// <summary>A test that needs Chromium; skipped visibly where it is not installed.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Program is null ? "Chromium is not installed." : null;

    /// <summary>Gets the system's browser: the tests download none.</summary>
    public static string? Program { get; } = Programs.Find("chromium", "chromium-browser", "google-chrome");
}
