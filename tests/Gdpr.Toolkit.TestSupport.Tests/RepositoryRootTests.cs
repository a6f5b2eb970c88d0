namespace Gdpr.Toolkit.TestSupport.Tests;

public class RepositoryRootTests
{
    [Fact]
    public void The_root_is_the_directory_of_the_solution()
        => Assert.True(File.Exists(Path.Combine(RepositoryRoot.Find(), "Directory.Packages.props")));
}
