using System.Globalization;
using System.Runtime.CompilerServices;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Sources;

/// <summary>Pictures and notes of customers in folders.</summary>
internal sealed class FolderSource(FolderStore store) : IPersonalDataSource
{
    public string Name => "customer-files";

    public IReadOnlyCollection<Type> Subjects => [typeof(Customer)];

    public IReadOnlyList<PersonalDataHolding> Holdings =>
    [
        new(PersonalDataCategory.Picture, ShopPurposes.Service),
        new(PersonalDataCategory.FreeText, ShopPurposes.Marketing),
    ];

    public async IAsyncEnumerable<PersonalDataItem> FindAsync(DataSubject subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        store.Calls.Add("find");
        await Task.Yield();
        foreach (var file in Files(subject))
        {
            store.Finding?.Invoke();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new PersonalDataItem
            {
                Id = file.Name,
                Category = file.Extension == ".txt" ? PersonalDataCategory.FreeText : PersonalDataCategory.Picture,
                Description = file.Name,
                MediaType = file.Extension == ".txt" ? "text/plain; charset=utf-8" : "image/png",
                Length = file.Length,
                Retention = store.Retentions.GetValueOrDefault(file.Name),
            };
        }
    }

    public async Task ExportAsync(DataSubject subject, PersonalDataItem item, Stream destination, CancellationToken cancellationToken)
    {
        store.Calls.Add("export");
        store.Exporting?.Invoke();
        await using var content = Files(subject).Single(file => file.Name == item.Id).OpenRead();
        var bytes = new byte[content.Length - (store.Truncates ? 1 : 0)];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        await destination.WriteAsync(bytes, cancellationToken);
    }

    public Task EraseAsync(DataSubject subject, IReadOnlyList<PersonalDataItem> items, CancellationToken cancellationToken)
    {
        store.Calls.Add($"erase {items.Count}");
        foreach (var file in Files(subject).Where(file => items.Any(item => item.Id == file.Name)))
        {
            store.Erasing?.Invoke();
            if (!store.OnlyPretends)
            {
                file.Delete();
            }
        }

        return Task.CompletedTask;
    }

    // Throws if the root is not there: that a share is not mounted does not mean that it holds nothing.
    private List<FileInfo> Files(DataSubject subject)
        =>
        [
            .. store.Root.EnumerateDirectories(Convert.ToString(subject.Key[0], CultureInfo.InvariantCulture)!)
                .SelectMany(folder => folder.EnumerateFiles())
                .OrderByDescending(file => file.Name, StringComparer.Ordinal),
        ];
}
