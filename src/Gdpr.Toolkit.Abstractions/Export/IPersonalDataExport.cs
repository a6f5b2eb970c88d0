namespace Gdpr.Toolkit.Export;

/// <summary>Exports everything held about a person (GDPR Art. 15, 20).</summary>
/// <remarks>Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time.</remarks>
public interface IPersonalDataExport
{
    /// <summary>Writes a signed export package (zip) of one person's data: a page for people, JSON and CSV for programs.</summary>
    /// <remarks>
    /// Rows and files are streamed; what has to wait for its place in the package does so in encrypted temporary files. The package
    /// is personal data itself: protect and expire it. <c>docs/export.md</c> lists what is in it.
    /// </remarks>
    /// <param name="subject">The person.</param>
    /// <param name="profile">Which right the export serves.</param>
    /// <param name="destination">Where the package is written. It is neither closed nor rewound; it need not be seekable.</param>
    /// <param name="options">Recipient, language and what is tolerated; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the export; what was written so far cannot be opened.</param>
    /// <returns>What the package holds, by source.</returns>
    /// <exception cref="ArgumentException">The recipient's certificate cannot be encrypted to.</exception>
    /// <exception cref="InvalidOperationException">The entity is not a data subject of the model, or no such row exists.</exception>
    /// <exception cref="Gdpr.Toolkit.Sources.PersonalDataSourceException">A source outside the database failed: what was written so far cannot be opened.</exception>
    Task<ExportSummary> ExportAsync(
        DataSubject subject,
        ExportProfile profile,
        Stream destination,
        ExportOptions? options = null,
        CancellationToken cancellationToken = default);
}
