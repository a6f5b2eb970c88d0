using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>One scope of the application, as a web request has one.</summary>
public sealed class TestScope<TContext>(AsyncServiceScope scope) : IAsyncDisposable
    where TContext : DbContext
{
    public TContext Context { get; } = scope.ServiceProvider.GetRequiredService<TContext>();

    public IPersonalDataErasure Erasure => scope.ServiceProvider.GetRequiredService<IPersonalDataErasure>();

    public IPersonalDataExport Export => scope.ServiceProvider.GetRequiredService<IPersonalDataExport>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
