namespace Gdpr.Toolkit.Export;

/// <summary>One file of a package, as the manifest lists it.</summary>
internal sealed record ExportedFile(string Path, string MediaType, long Bytes, string Sha256);
