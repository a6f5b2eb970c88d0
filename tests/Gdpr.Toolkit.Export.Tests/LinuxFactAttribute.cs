namespace Gdpr.Toolkit.Export.Tests;

/// <summary>A test that looks into <c>/proc</c> or writes to <c>/dev/full</c>; skipped visibly on other systems.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Only Linux has /proc and /dev/full.";
}
