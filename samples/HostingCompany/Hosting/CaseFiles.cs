using System.Globalization;
using Gdpr.Toolkit;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Sources;
using HostingCompany.Model;

namespace HostingCompany.Hosting;

/// <summary>Files that customers attached to support cases: outside the database, encrypted under the customer's key.</summary>
internal sealed class CaseFiles(DirectoryInfo folder, IPersonalDataProtector protector) : IPersonalDataSource
{
    public string Name => "case-files";

    public IReadOnlyCollection<Type> Subjects => [typeof(Customer)];

    public IReadOnlyList<PersonalDataHolding> Holdings => [new(PersonalDataCategory.SupportCommunication, Purposes.Support)];

    /// <summary>Names a file by its customer alone: what it is about must not stand in a file name.</summary>
    public static string FileName(int customer, int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix(customer)}{number}.gt1");

    /// <summary>Stores a file.</summary>
    public static async Task StoreAsync(IPersonalDataProtector protector, int customer, string path, Stream content, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await protector.ProtectAsync(DataSubject.Of<Customer>(customer), Path.GetFileName(path), content, file, cancellationToken);
    }

    public IAsyncEnumerable<PersonalDataItem> FindAsync(DataSubject subject, CancellationToken cancellationToken)
        => folder.GetFiles($"{Prefix((int)subject.Key[0])}*.gt1").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => new PersonalDataItem
        {
            Id = file.Name,
            Category = PersonalDataCategory.SupportCommunication,
            Description = "Bilaga till ett supportärende",
            MediaType = "text/plain",
        }).ToAsyncEnumerable();

    public async Task ExportAsync(DataSubject subject, PersonalDataItem item, Stream destination, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(folder.FullName, item.Id));
        await protector.UnprotectAsync(subject, item.Id, file, destination, cancellationToken);
    }

    public Task EraseAsync(DataSubject subject, IReadOnlyList<PersonalDataItem> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            File.Delete(Path.Combine(folder.FullName, item.Id));
        }

        return Task.CompletedTask;
    }

    private static string Prefix(int customer) => string.Create(CultureInfo.InvariantCulture, $"case-file-{customer}-");
}
