using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Snippets.QuickStart;

namespace Gdpr.Toolkit.Snippets;

/// <summary>Answering requests for access and portability.</summary>
public sealed class Exporting(IPersonalDataExport export)
{
    public async Task ExportAsync(int id, string path)
    {
        #region Export
        var summary = await export.ExportToFileAsync(DataSubject.Of<Customer>(id), ExportProfile.Portability, path);
        foreach (var omission in summary.Omissions)
        {
            Console.WriteLine($"{omission.Entity}.{omission.Field}: {omission.Text}");
        }
        #endregion
    }

    public async Task ExportEncryptedAsync(DataSubject person, string path, X509Certificate2 certificate)
    {
        #region ExportEncrypted
        var options = new ExportOptions { Recipient = certificate, Language = DocumentLanguage.Swedish, RequestId = "2026-0042" };
        await export.ExportToFileAsync(person, ExportProfile.Access, path, options);
        #endregion
    }
}
