using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>What a test changes in its application.</summary>
public sealed class TestHostOptions
{
    public FakeTimeProvider Clock { get; set; } = new(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Gets or sets whether keys lie in a database of their own.</summary>
    public bool OwnKeyDatabase { get; set; }

    public Action<GdprToolkitBuilder>? ConfigureToolkit { get; set; }

    public Action<DbContextOptionsBuilder>? ConfigureContext { get; set; }
}
