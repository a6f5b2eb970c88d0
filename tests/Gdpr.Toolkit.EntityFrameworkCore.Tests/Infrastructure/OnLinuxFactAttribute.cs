namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>Runs a test that reads the peak of a process from <c>/proc</c>, and says so elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnLinuxFactAttribute : FactAttribute
{
    public OnLinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "The peak of a process is read from /proc.";
        }
    }
}
