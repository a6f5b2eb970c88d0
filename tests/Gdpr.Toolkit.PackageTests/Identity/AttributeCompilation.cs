using Gdpr.Toolkit.PackageTests.Packing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gdpr.Toolkit.PackageTests.Identity;

/// <summary>A file compiled against the packed attributes and ASP.NET Core Identity's.</summary>
internal sealed class AttributeCompilation
{
    private static readonly string[] PlatformAssemblies
        = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private readonly CSharpCompilation _compilation;

    private AttributeCompilation(CSharpCompilation compilation) => _compilation = compilation;

    /// <summary>Gets the ids of the compiler's errors.</summary>
    public IEnumerable<string> Errors
        => _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id).Distinct();

    public static AttributeCompilation Of(PackedPackages packages, params string[] sources)
    {
        using var abstractions = packages.Open("Gdpr.Toolkit.Abstractions");
        var references = PlatformAssemblies
            .Where(path => !Path.GetFileName(path).StartsWith("Gdpr.Toolkit", StringComparison.Ordinal))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .Append(MetadataReference.CreateFromImage(abstractions.Read("lib/net10.0/Gdpr.Toolkit.Abstractions.dll")));

        return new AttributeCompilation(CSharpCompilation.Create(
            "Application",
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
    }

    /// <summary>Says whose attribute the compiler put on a property of <c>User</c>.</summary>
    public string AttributeOn(string property)
    {
        var user = _compilation.GetSymbolsWithName("User", SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
        var attribute = user.GetMembers(property).Single().GetAttributes().Single();
        return attribute.AttributeClass!.ToDisplayString();
    }
}
