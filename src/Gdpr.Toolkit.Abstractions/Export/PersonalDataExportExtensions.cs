namespace Gdpr.Toolkit.Export;

/// <summary>Exports to where applications usually want a package.</summary>
public static class PersonalDataExportExtensions
{
    private const string PartialSuffix = ".partial";

    /// <summary>Writes a package to a file, which has its name only once the package is complete and on disk.</summary>
    /// <remarks>
    /// Until then it is called <c>….partial</c>, readable by the current user only on Unix, and deleted when the export fails. A process
    /// that is killed leaves the partial file, in plain text unless <see cref="ExportOptions.Recipient"/> is set; the next export to the same
    /// path replaces it, and one that begins while another is writing there fails. Where sources may fail (<see cref="ExportOptions.AllowIncomplete"/>), look at <see cref="ExportSummary.IsComplete"/>.
    /// </remarks>
    /// <param name="export">What exports.</param>
    /// <param name="subject">The person.</param>
    /// <param name="profile">Which right the export serves.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="options">Recipient, language and what is tolerated; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the export.</param>
    /// <returns>What the package holds, by source.</returns>
    /// <exception cref="IOException">The file cannot be written, or another export is writing it.</exception>
    public static async Task<ExportSummary> ExportToFileAsync(
        this IPersonalDataExport export,
        DataSubject subject,
        ExportProfile profile,
        string path,
        ExportOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(export);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var partial = path + PartialSuffix;
        DeleteLeftover(partial);
        var file = Create(partial);
        await using (file.ConfigureAwait(false))
        {
            try
            {
                var summary = await export.ExportAsync(subject, profile, file, options, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);

                // Renamed while it is open, and so locked: another export cannot have begun a file of that name meanwhile.
                File.Move(partial, path, overwrite: true);
                return summary;
            }
            catch
            {
                File.Delete(partial);
                throw;
            }
        }
    }

    /// <summary>Deletes what a killed process left. What another export is writing is locked.</summary>
    private static void DeleteLeftover(string partial)
    {
        try
        {
            new FileStream(partial, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (FileNotFoundException)
        {
            // The usual case.
        }
    }

    private static FileStream Create(string partial)
    {
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (OperatingSystem.IsWindows())
        {
            // Windows renames and deletes open files only where they allow it.
            creation.Share = FileShare.Delete;
        }
        else
        {
            creation.Share = FileShare.None;
            creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(partial, creation);
    }
}
