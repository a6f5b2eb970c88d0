namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>A test that reads <c>/proc</c>; skipped, and said so, on other systems.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "Only Linux has /proc/self/mem.";
    }
}
