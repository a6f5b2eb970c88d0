using System.Reflection;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure.LongestFirst", "Gdpr.Toolkit.EntityFrameworkCore.Tests")]

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>Begins with the classes that take minutes, so that none of them is still running when all others have ended.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly HashSet<string> Long =
    [
        .. typeof(LongestFirst).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(TakesMinutesAttribute)))
            .Select(type => $"Test collection for {type.FullName}"),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections)
        => testCollections.OrderByDescending(collection => Long.Contains(collection.DisplayName));
}
