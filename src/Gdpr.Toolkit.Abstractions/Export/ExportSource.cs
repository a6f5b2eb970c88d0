namespace Gdpr.Toolkit.Export;

/// <summary>One entity in an export package.</summary>
/// <param name="Name">The entity's public name.</param>
/// <param name="Path">The file in the package, such as <c>data/invoice.json</c>.</param>
/// <param name="Records">How many rows of the person it holds; 0 means that somebody looked and found none.</param>
public sealed record ExportSource(string Name, string Path, int Records);
