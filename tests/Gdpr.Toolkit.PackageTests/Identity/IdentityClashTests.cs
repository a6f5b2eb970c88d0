using Gdpr.Toolkit.PackageTests.Packing;

namespace Gdpr.Toolkit.PackageTests.Identity;

/// <summary>ASP.NET Core Identity has a <c>PersonalDataAttribute</c> too; see docs/identity.md.</summary>
[Collection(OnePacking.Name)]
public class IdentityClashTests(PackedPackages packages)
{
    private const string Ours = "Gdpr.Toolkit.PersonalDataAttribute";
    private const string Identitys = "Microsoft.AspNetCore.Identity.PersonalDataAttribute";

    // What buildTransitive/Gdpr.Toolkit.Abstractions.targets adds: see PersonalDataAliasTests.
    private const string Alias = "global using PersonalDataAttribute = Gdpr.Toolkit.PersonalDataAttribute;";

    [Fact]
    public void A_file_that_imports_both_does_not_compile()
        => Assert.Equal(["CS0104"], AttributeCompilation.Of(packages, IdentityFiles.Both).Errors);

    [Fact]
    public void A_file_that_imports_both_writes_the_attribute_in_full()
    {
        var file = AttributeCompilation.Of(packages, IdentityFiles.BothInFull);

        Assert.Empty(file.Errors);
        Assert.Equal(Ours, file.AttributeOn("Email"));
        Assert.Equal(Identitys, file.AttributeOn("Phone"));
    }

    [Theory]
    [InlineData(IdentityFiles.OursOnly, Ours)]
    [InlineData(IdentityFiles.IdentityOnly, Identitys)]
    [InlineData(IdentityFiles.OursInsideNamespace, Ours)]
    [InlineData(IdentityFiles.IdentityInsideNamespace, Identitys)]
    [InlineData(IdentityFiles.OwnAlias, Ours)]
    public void Every_other_file_compiles_and_means_the_attribute_that_it_imports(string source, string attribute)
    {
        var file = AttributeCompilation.Of(packages, source);

        Assert.Empty(file.Errors);
        Assert.Equal(attribute, file.AttributeOn("Email"));
    }

    [Theory]
    [InlineData(IdentityFiles.Both)]
    [InlineData(IdentityFiles.BothInFull)]
    [InlineData(IdentityFiles.OursOnly)]
    [InlineData(IdentityFiles.OursInsideNamespace)]
    [InlineData(IdentityFiles.OwnAlias)]
    public void With_the_alias_every_file_that_wants_ours_compiles_and_gets_ours(string source)
    {
        var file = AttributeCompilation.Of(packages, source, Alias);

        Assert.Empty(file.Errors);
        Assert.Equal(Ours, file.AttributeOn("Email"));
    }

    [Fact]
    public void With_the_alias_a_file_that_wants_Identitys_fails_loudly_instead_of_losing_it()
        => Assert.Equal(["CS7036"], AttributeCompilation.Of(packages, IdentityFiles.IdentityOnly, Alias).Errors);

    [Fact]
    public void With_the_alias_an_import_inside_a_namespace_still_means_Identitys()
    {
        var file = AttributeCompilation.Of(packages, IdentityFiles.IdentityInsideNamespace, Alias);

        Assert.Empty(file.Errors);
        Assert.Equal(Identitys, file.AttributeOn("Email"));
    }
}
