using System.IO.Compression;
using System.Xml.Linq;

namespace Gdpr.Toolkit.PackageTests.Packing;

/// <summary>A package file: a zip archive with a manifest.</summary>
internal sealed class Package(string path) : IDisposable
{
    private readonly ZipArchive _archive = ZipFile.OpenRead(path);

    /// <summary>Gets the files that the package was made for, without the archive's own bookkeeping.</summary>
    public IReadOnlyList<string> Files =>
    [
        .. _archive.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal)
                && !name.StartsWith("package/", StringComparison.Ordinal)
                && name != "[Content_Types].xml"
                && !name.EndsWith(".nuspec", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public XElement Metadata
    {
        get
        {
            using var stream = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            var metadata = XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
            return WithoutNamespaces(metadata);
        }
    }

    /// <summary>Gets the names of the packages that this one brings along.</summary>
    public IReadOnlyList<string> Dependencies
        => [.. Metadata.Descendants("dependency").Select(dependency => (string)dependency.Attribute("id")!).Order(StringComparer.Ordinal)];

    public byte[] Read(string name)
    {
        using var stream = _archive.GetEntry(name)!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public void Dispose() => _archive.Dispose();

    private static XElement WithoutNamespaces(XElement element)
        => new(
            element.Name.LocalName,
            element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration),
            element.Nodes().Select(node => node is XElement child ? WithoutNamespaces(child) : node));
}
