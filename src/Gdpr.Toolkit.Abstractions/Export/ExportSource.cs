namespace Gdpr.Toolkit.Export;

/// <summary>One entity, or one source outside the database, in an export package.</summary>
/// <param name="Name">The entity's public name, or the name of the source.</param>
/// <param name="Path">The file in the package, such as <c>data/invoice.json</c>, or <c>data/cv-files/items.json</c>, which lists the files beside it.</param>
/// <param name="Records">How many rows or items of the person it holds; 0 means that somebody looked and found none.</param>
public sealed record ExportSource(string Name, string Path, int Records);
