namespace Gdpr.Toolkit.Export;

/// <summary>One file of a package, as the manifest lists it.</summary>
internal sealed record ExportedFile(string Path, string MediaType, long Bytes, string Sha256)
{
    /// <summary>Gets the definition in the package's schema that the file is valid against; null for what is no data.</summary>
    public string? Definition { get; init; }
}
