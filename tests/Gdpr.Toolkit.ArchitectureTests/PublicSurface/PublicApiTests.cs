using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.ArchitectureTests.PublicSurface;

/// <summary>The public surface stands in <c>src/&lt;package&gt;/PublicApi.txt</c>, so that a reviewer reads its diff first.</summary>
public class PublicApiTests
{
    [Theory]
    [MemberData(nameof(SourceProject.LibraryNames), MemberType = typeof(SourceProject))]
    public void The_public_surface_is_the_one_that_was_agreed(string name)
    {
        var project = SourceProject.Named(name);
        var agreed = Path.Combine(project.Directory, "PublicApi.txt");
        var received = Path.Combine(project.Directory, "PublicApi.received.txt");
        var surface = SurfaceText.Of(project.LoadAssembly());

        if (File.Exists(agreed) && File.ReadAllText(agreed) == surface)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, surface);
        var folder = Path.GetRelativePath(RepositoryRoot.Find(), project.Directory);
        Assert.Fail($"""
            The public surface of {name} is not the one in PublicApi.txt. First difference:
            {FirstDifference(File.Exists(agreed) ? File.ReadAllText(agreed) : "", surface)}
            If it is meant, accept it and commit it with the change:
                cp {folder}/PublicApi.received.txt {folder}/PublicApi.txt
            """);
    }

    [Fact]
    public void An_agreed_surface_belongs_to_a_library()
    {
        var files = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Find(), "src"), "PublicApi.txt", SearchOption.AllDirectories);

        Assert.Empty(files.Select(Path.GetDirectoryName).Except(SourceProject.Libraries.Select(project => project.Directory)));
    }

    private static string FirstDifference(string agreed, string surface)
    {
        var before = agreed.Split('\n');
        var now = surface.Split('\n');
        var line = before.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"  line {line + 1}, agreed: {before.ElementAtOrDefault(line)}\n  line {line + 1}, now:    {now.ElementAtOrDefault(line)}";
    }
}
