using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Snippets.QuickStart;

namespace Gdpr.Toolkit.Snippets;

/// <summary>Answering requests for access and portability.</summary>
public sealed class Exporting(IPersonalDataExport export)
{
    public async Task ExportAsync(int id, string path)
    {
        #region Export
        await using var file = File.Create(path);
        var summary = await export.ExportAsync(DataSubject.Of<Customer>(id), ExportProfile.Portability, file);
        foreach (var omission in summary.Omissions)
        {
            Console.WriteLine($"{omission.Entity}.{omission.Property}: {omission.Reason}");
        }
        #endregion
    }
}
