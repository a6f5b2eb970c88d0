using System.Text.RegularExpressions;

namespace Gdpr.Toolkit.ArchitectureTests;

public partial class PublicTypeTests
{
    // Extension methods live where people already are.
    private static readonly string[] HostNamespaces =
    [
        "Microsoft.EntityFrameworkCore",
        "Microsoft.EntityFrameworkCore.Metadata.Builders",
        "Microsoft.Extensions.DependencyInjection",
        "Microsoft.AspNetCore.Builder",
    ];

    [Theory]
    [MemberData(nameof(SourceProject.LibraryNames), MemberType = typeof(SourceProject))]
    public void A_public_type_has_a_file_of_its_name(string name)
    {
        var project = SourceProject.Named(name);
        var files = project.SourceFiles.Select(Path.GetFileNameWithoutExtension).ToHashSet();

        var homeless = TopLevelTypes(project).Select(BareName).Where(type => !files.Contains(type));

        Assert.Empty(homeless);
    }

    [Theory]
    [MemberData(nameof(SourceProject.LibraryNames), MemberType = typeof(SourceProject))]
    public void A_file_declares_one_public_type(string name)
    {
        var crowded = SourceProject.Named(name).SourceFiles
            .Select(path => (path, types: PublicTypeDeclaration().Matches(File.ReadAllText(path)).Select(match => match.Groups["name"].Value).Distinct().ToArray()))
            .Where(file => file.types.Length > 1)
            .Select(file => $"{file.path}: {string.Join(", ", file.types)}");

        Assert.Empty(crowded);
    }

    [Theory]
    [MemberData(nameof(SourceProject.LibraryNames), MemberType = typeof(SourceProject))]
    public void A_public_type_lives_in_the_root_the_namespace_of_its_folder_or_where_extensions_live(string name)
    {
        var project = SourceProject.Named(name);
        var folders = project.SourceFiles
            .ToLookup(path => Path.GetFileNameWithoutExtension(path), path => Path.GetRelativePath(project.Directory, Path.GetDirectoryName(path)!));

        var lost = TopLevelTypes(project).Where(type => !IsAtHome(type, folders[BareName(type)]));

        Assert.Empty(lost.Select(type => type.FullName));
    }

    [Theory]
    [MemberData(nameof(SourceProject.LibraryNames), MemberType = typeof(SourceProject))]
    public void No_type_has_the_name_of_a_namespace(string name)
    {
        var namespaces = SourceProject.Libraries
            .SelectMany(project => project.LoadAssembly().GetTypes())
            .SelectMany(type => (type.Namespace ?? "").Split('.'))
            .Where(part => part is not ("Microsoft" or "System"))
            .ToHashSet();

        Assert.All(TopLevelTypes(SourceProject.Named(name)), type => Assert.DoesNotContain(BareName(type), namespaces));
    }

    [Theory]
    [MemberData(nameof(SourceProject.LibraryNames), MemberType = typeof(SourceProject))]
    public void A_concrete_public_class_is_sealed_unless_it_is_an_exception_to_derive_from(string name)
    {
        var open = TopLevelTypes(SourceProject.Named(name))
            .Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false } && !type.IsAssignableTo(typeof(Exception)));

        Assert.Empty(open.Select(type => type.FullName));
    }

    private static IEnumerable<Type> TopLevelTypes(SourceProject project)
        => project.LoadAssembly().GetExportedTypes().Where(type => !type.IsNested);

    private static string BareName(Type type) => type.Name.Split('`')[0];

    private static bool IsAtHome(Type type, IEnumerable<string> folders)
    {
        if (type.Namespace is "Gdpr.Toolkit")
        {
            return true;
        }

        var isStatic = type is { IsAbstract: true, IsSealed: true };
        return isStatic && HostNamespaces.Contains(type.Namespace)
            || folders.Any(folder => !folder.Contains("Internal", StringComparison.Ordinal)
                && $"Gdpr.Toolkit.{folder.Replace(Path.DirectorySeparatorChar, '.')}.".StartsWith($"{type.Namespace}.", StringComparison.Ordinal));
    }

    // Namespaces are file-scoped, so a declaration in the first column is a top-level type.
    [GeneratedRegex(@"^public\s[\w\s]*?(class|struct|interface|enum|record(\s+(class|struct))?|delegate\s+\S+)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicTypeDeclaration();
}
