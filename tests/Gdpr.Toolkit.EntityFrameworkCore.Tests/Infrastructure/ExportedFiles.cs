using System.IO.Compression;
using System.Text;
using Gdpr.Toolkit.Export;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>Exports a person and unpacks what came of it.</summary>
internal static class ExportedFiles
{
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        this IPersonalDataExport export, DataSubject subject, ExportProfile profile = ExportProfile.Access)
    {
        using var zip = new MemoryStream();
        await export.ExportAsync(subject, profile, zip);
        using var archive = new ZipArchive(new MemoryStream(zip.ToArray()), ZipArchiveMode.Read);
        return archive.Entries.ToDictionary(entry => entry.FullName, Text);
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
