using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Migrations;

/// <summary>Does what <c>dotnet ef migrations add</c> and the compiler do, with EF's own generator.</summary>
internal static class MigrationTool
{
    /// <summary>Writes a migration from the last one of the context, and the snapshot of its model.</summary>
    [SuppressMessage("Usage", "EF1001:Internal EF Core API usage", Justification = "What the tool itself begins with.")]
    public static ScaffoldedMigration Write(DbContext context, string name)
    {
        var assembly = context.GetType().Assembly;
        var services = new DesignTimeServicesBuilder(assembly, assembly, new OperationReporter(handler: null), args: []).Build(context);
        return services.GetRequiredService<IMigrationsScaffolder>().ScaffoldMigration(name, "Written");
    }

    /// <summary>Compiles a migration.</summary>
    /// <param name="migration">What the generator wrote.</param>
    /// <param name="snapshot">The snapshot; null for the one that the generator wrote.</param>
    public static Assembly Compile(ScaffoldedMigration migration, string? snapshot = null)
    {
        var compilation = CSharpCompilation.Create(
            $"Written{Guid.NewGuid():N}",
            [Parse(migration.MigrationCode), Parse(migration.MetadataCode), Parse(snapshot ?? migration.SnapshotCode)],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        Assert.Empty(compilation.Emit(assembly).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
        return Assembly.Load(assembly.ToArray());
    }

    /// <summary>Lets a context find its migrations in an assembly.</summary>
    public static void UseMigrations(this DbContextOptionsBuilder options, Assembly assembly)
        => ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(
            RelationalOptionsExtension.Extract(options.Options).WithMigrationsAssembly(assembly));

    private static SyntaxTree Parse(string code) => CSharpSyntaxTree.ParseText(code);

    private static IEnumerable<MetadataReference> References()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
}
