namespace Gdpr.Toolkit.PackageTests.Packing;

/// <summary>All tests of packages share one set of them.</summary>
[CollectionDefinition(Name)]
public sealed class OnePacking : ICollectionFixture<PackedPackages>
{
    public const string Name = "Packed packages";
}
