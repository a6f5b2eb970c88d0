using System.Text.RegularExpressions;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.ArchitectureTests;

public partial class SkippedTestTests
{
    // Not written out below: this file is searched too.
    private const string Word = "Skip";

    [Fact]
    public void No_test_is_skipped_for_good()
    {
        var skipped = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Find(), "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => ConstantSkip().IsMatch(File.ReadAllText(path)));

        Assert.Empty(skipped);
    }

    [Theory]
    [InlineData($"[Fact({Word} = Reason)]", true)]
    [InlineData($"    [Theory(DisplayName = Name, {Word}=Reason)]", true)]
    [InlineData("[PostgresFact]", false)]
    [InlineData($"[Fact] public void {Word}s_it() {{ }}", false)]
    public void The_search_knows_a_skip_when_it_sees_one(string source, bool skipped)
        => Assert.Equal(skipped, ConstantSkip().IsMatch(source));

    // A skip that is decided when tests are discovered is set by an attribute of its own: PostgresFactAttribute.
    [GeneratedRegex(@"^\s*\[[^\]\n]*\bSkip\s*=", RegexOptions.Multiline)]
    private static partial Regex ConstantSkip();
}
