using Gdpr.Toolkit.PackageTests.Consumers;
using Gdpr.Toolkit.PackageTests.Packing;

namespace Gdpr.Toolkit.PackageTests.Identity;

/// <summary>The alias comes with the package, and only to those who ask for it.</summary>
[Collection(OnePacking.Name)]
public class PersonalDataAliasTests(PackedPackages packages)
{
    [Theory]
    [InlineData("Gdpr.Toolkit.Abstractions", "")]
    [InlineData("Gdpr.Toolkit.Abstractions", "<GdprToolkitPersonalDataAlias>false</GdprToolkitPersonalDataAlias>")]
    public async Task Without_the_property_there_is_no_alias(string reference, string property)
    {
        var build = await Create(reference, property).BuildAsync();

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("error CS0104", build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gdpr.Toolkit.Abstractions")]
    [InlineData("Gdpr.Toolkit")]
    public async Task With_the_property_a_file_that_imports_both_compiles(string reference)
        => (await Create(reference, "<GdprToolkitPersonalDataAlias>true</GdprToolkitPersonalDataAlias>").BuildAsync()).Succeeded();

    private Consumer Create(string reference, string property)
        => Consumer.Create(
            packages,
            $"alias-{reference}-{property.Length}",
            [reference],
            new Dictionary<string, string> { ["User.cs"] = IdentityFiles.Both, ["Program.cs"] = "System.Console.WriteLine(nameof(User));" },
            property,
            """<FrameworkReference Include="Microsoft.AspNetCore.App" />""");
}
