namespace Gdpr.Toolkit.Export;

/// <summary>One kind of data that is held about the person, and what it is used for: of a field, or of a source outside the database.</summary>
internal sealed record UsedData(PersonalDataCategory Category, IReadOnlyList<string> Purposes, DataProvenance Provenance, string? Source);
