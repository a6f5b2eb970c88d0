namespace Gdpr.Toolkit.TestSupport.Tests;

public sealed class PostgresBinariesTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gdpr-binaries-");

    [Fact]
    public void Missing_programs_are_a_reason_that_names_the_way_out()
    {
        var binaries = PostgresBinaries.Find([_directory.FullName], _directory.FullName);

        Assert.Null(binaries.Directory);
        Assert.Contains("apt-get install -y postgresql", binaries.MissingReason, StringComparison.Ordinal);
    }

    [PostgresFact]
    public void The_newest_Debian_version_is_found_without_a_path()
    {
        AddServer("9");
        AddServer("15");

        var binaries = PostgresBinaries.Find([], _directory.FullName);

        Assert.Null(binaries.MissingReason);
        Assert.Equal(Path.Combine(_directory.FullName, "15", "bin"), binaries.Directory);
    }

    [PostgresFact]
    public void The_path_comes_first()
    {
        AddServer("15");
        AddServer("16");
        var first = Path.Combine(_directory.FullName, "15", "bin");

        var binaries = PostgresBinaries.Find([first], _directory.FullName);

        Assert.Equal(first, binaries.Directory);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private void AddServer(string version)
    {
        var bin = _directory.CreateSubdirectory(Path.Combine(version, "bin"));
        File.WriteAllText(Path.Combine(bin.FullName, "postgres"), "");
        File.WriteAllText(Path.Combine(bin.FullName, "initdb"), "");
    }
}
