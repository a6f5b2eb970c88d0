using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Export;

/// <summary>One column of a table: a value of a record, or a list in it.</summary>
/// <param name="Path">The public names on the way, with dots between them.</param>
/// <param name="Title">What people read, from the first part on.</param>
internal sealed record ExportColumn(string Path, PurposeText Title);
