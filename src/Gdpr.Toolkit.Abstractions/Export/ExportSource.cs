namespace Gdpr.Toolkit.Export;

/// <summary>One entity, the person's choices of one kind, or one source outside the database, in an export package.</summary>
/// <param name="Name">The entity's public name, or the name of the source.</param>
/// <param name="Status">What came of asking it.</param>
/// <param name="Path">The file in the package, such as <c>data/invoice.json</c>, or <c>data/cv-files/items.json</c>, which lists the files beside it; null when there is none.</param>
/// <param name="Records">How many rows or items of the person it holds; 0 means that somebody looked and found none, unless it failed or was excluded.</param>
public sealed record ExportSource(string Name, ExportSourceStatus Status, string? Path, int Records)
{
    /// <summary>Gets the SHA-256 of that file, in lower-case hexadecimal; null when there is none.</summary>
    public string? Sha256 { get; init; }
}
