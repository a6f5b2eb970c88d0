namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Faults;

internal sealed class InjectedException(string at) : Exception($"injected at {at}")
{
    public string At { get; } = at;
}
