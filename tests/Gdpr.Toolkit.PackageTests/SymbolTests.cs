using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Gdpr.Toolkit.PackageTests.Packing;

namespace Gdpr.Toolkit.PackageTests;

/// <summary>Somebody who steps into our code sees the source it was built from, and can build the same bytes.</summary>
[Collection(OnePacking.Name)]
public class SymbolTests(PackedPackages packages)
{
    // https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    public static TheoryData<string> Libraries => PackageContentTests.Libraries;

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_assembly_is_built_reproducibly(string id)
    {
        using var package = packages.Open(id);
        using var assembly = new PEReader(new MemoryStream(package.Read($"lib/net10.0/{id}.dll")));

        Assert.Contains(assembly.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_symbols_name_no_path_of_the_machine_that_built_them(string id)
    {
        using var symbols = OpenSymbols(id);
        var reader = symbols.GetMetadataReader();

        var paths = reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)).ToArray();

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.StartsWith("/_", path, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_symbols_link_to_the_public_source_of_the_commit(string id)
    {
        using var symbols = OpenSymbols(id);
        var reader = symbols.GetMetadataReader();

        var links = reader.CustomDebugInformation
            .Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == SourceLink)
            .Select(information => Encoding.UTF8.GetString(reader.GetBlobBytes(information.Value)))
            .ToArray();

        // Without git there is no commit to link to.
        Assert.Equal(packages.Commit is null ? 0 : 1, links.Length);
        Assert.All(links, link => Assert.Contains(
            $"https://raw.githubusercontent.com/gdpr-toolkit/gdpr-toolkit/{packages.Commit}/*", link, StringComparison.Ordinal));
    }

    private MetadataReaderProvider OpenSymbols(string id)
    {
        using var package = packages.OpenSymbols(id);
        return MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(package.Read($"lib/net10.0/{id}.pdb")));
    }
}
