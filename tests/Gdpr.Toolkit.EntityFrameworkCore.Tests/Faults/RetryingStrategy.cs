using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Faults;

/// <summary>Repeats at once what an <see cref="InjectedException"/> has ended.</summary>
internal sealed class RetryingStrategy(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, maxRetryCount: 2, maxRetryDelay: TimeSpan.Zero)
{
    protected override bool ShouldRetryOn(Exception exception) => exception is InjectedException;
}
