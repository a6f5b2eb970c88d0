using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Snippets.QuickStart;

namespace Gdpr.Toolkit.Snippets;

/// <summary>Files about people that lie outside the database.</summary>
public sealed class ProtectingFiles(IPersonalDataProtector protector)
{
    public async Task RunAsync(Customer customer, string path, Stream scan, Stream destination)
    {
        #region ProtectFile
        await using (var file = File.Create(path))
        {
            await protector.ProtectAsync(DataSubject.Of<Customer>(customer.Id), "passport", scan, file);
        }

        await using (var file = File.OpenRead(path))
        {
            await protector.UnprotectAsync(DataSubject.Of<Customer>(customer.Id), "passport", file, destination);
        }
        #endregion
    }
}
