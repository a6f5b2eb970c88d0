using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gdpr.Toolkit.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Analyzers;

/// <summary>A model of 1,000 entity classes with 20 properties each, a third of them annotated, and the rules that read it.</summary>
internal static class LargeModel
{
    public const int Classes = 1_000;
    public const int Properties = 20;

    private static readonly string[] Subjects = ["Customer", "Order", "Product", "Patient", "Invoice", "Employee", "AuditLog", "Warehouse", "Kund", "Bestellung"];

    private static readonly string[] Names =
    [
        "FirstName", "LastName", "Email", "PhoneNumber", "Street", "PostalCode", "City", "BirthDate", "Personnummer", "Notes",
        "CreatedAt", "UpdatedAt", "Status", "Quantity", "UnitPrice", "Currency", "Description", "EmailConfirmed", "RowVersion", "ExternalReference",
        "Leveransadress", "Geburtsdatum", "HostName", "FileName", "LoginCount", "IpAddress", "Color", "Weight", "IsActive", "Title",
    ];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file
                && (file.StartsWith("System.", StringComparison.Ordinal) || file.StartsWith("Gdpr.Toolkit.", StringComparison.Ordinal)
                    || file.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || file is "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly ImmutableArray<SyntaxTree> Trees = [.. Enumerable.Range(0, Classes).Select(Entity), Context()];

    /// <summary>Creates the rules, as a compiler does once.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> CreateRules()
        => [.. typeof(AnnotatePersonalDataAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    /// <summary>Compiles the model, which shares nothing but the syntax with other compilations of it.</summary>
    public static CSharpCompilation Compile()
        => CSharpCompilation.Create("Model", Trees, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));

    /// <summary>Returns the compilation after somebody has typed in one file.</summary>
    public static CSharpCompilation Edit(CSharpCompilation compilation)
    {
        var tree = compilation.SyntaxTrees[0];
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(tree.ToString() + "\n// typed\n", path: tree.FilePath));
    }

    /// <summary>Runs analyzers over a compilation, with the compiler's own diagnostics, as a build does.</summary>
    public static async Task<int> AnalyzeAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (error, _, _) => throw error, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return (await compilation.WithAnalyzers(analyzers, options).GetAllDiagnosticsAsync()).Count(found => found.Id.StartsWith("GDPR", StringComparison.Ordinal));
    }

    private static SyntaxTree Entity(int number)
    {
        var name = Subjects[number % Subjects.Length] + number.ToString(CultureInfo.InvariantCulture);
        var source = new StringBuilder("using System;\nusing Gdpr.Toolkit;\nnamespace Shop;\n");
        if (number % 3 == 0)
        {
            source.AppendLine("[DataSubject(DataSubjectRole.Customer)]");
        }

        source.Append(CultureInfo.InvariantCulture, $"public class {name}\n{{\n    public int Id {{ get; set; }}\n");
        for (var property = 1; property < Properties; property++)
        {
            if (number % 3 == 0)
            {
                source.AppendLine("    [PersonalData(PersonalDataCategory.Contact, \"service\")]");
            }

            var type = property % 7 == 0 ? "DateTime" : property % 5 == 0 ? "int" : "string?";
            source.Append(CultureInfo.InvariantCulture, $"    public {type} {Names[((number * 7) + property) % Names.Length]} {{ get; set; }}\n");
        }

        source.Append(CultureInfo.InvariantCulture, $"    public string Describe(string prefix) => string.Concat(prefix, Id.ToString());\n}}\n");
        return CSharpSyntaxTree.ParseText(source.ToString(), path: $"{name}.cs");
    }

    private static SyntaxTree Context()
    {
        var source = new StringBuilder("using Microsoft.EntityFrameworkCore;\nnamespace Shop;\npublic class ShopContext : DbContext\n{\n");
        for (var number = 0; number < Classes; number++)
        {
            var name = Subjects[number % Subjects.Length] + number.ToString(CultureInfo.InvariantCulture);
            source.Append(CultureInfo.InvariantCulture, $"    public DbSet<{name}> Set{number} => Set<{name}>();\n");
        }

        return CSharpSyntaxTree.ParseText(source.Append("}\n").ToString(), path: "ShopContext.cs");
    }
}
