namespace Gdpr.Toolkit.Export;

/// <summary>Exports everything held about a person (GDPR Art. 15, 20).</summary>
/// <remarks>Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time.</remarks>
public interface IPersonalDataExport
{
    /// <summary>Writes a signed export package (zip) of one person's data.</summary>
    /// <remarks>
    /// The package holds <c>data/*.json</c>, the files of sources outside the database in folders below <c>data/</c>, <c>manifest.json</c> (canonical JSON, RFC 8785, with the SHA-256 of every
    /// other file) and <c>manifest.p7s</c> (detached CMS signature, DER). It is personal data itself: protect and expire it.
    /// </remarks>
    /// <param name="subject">The person.</param>
    /// <param name="profile">Which right the export serves.</param>
    /// <param name="destination">Where the zip is written. It is neither closed nor rewound; it need not be seekable.</param>
    /// <param name="cancellationToken">Cancels the export; what was written so far is no valid package.</param>
    /// <returns>What the package holds, by entity.</returns>
    /// <exception cref="InvalidOperationException">The entity is not a data subject of the model, or no such row exists.</exception>
    /// <exception cref="Gdpr.Toolkit.Sources.PersonalDataSourceException">A source outside the database failed: what was written so far is no valid package.</exception>
    Task<ExportSummary> ExportAsync(
        DataSubject subject, ExportProfile profile, Stream destination, CancellationToken cancellationToken = default);
}
