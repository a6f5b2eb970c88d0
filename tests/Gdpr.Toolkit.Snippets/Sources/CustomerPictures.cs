using Gdpr.Toolkit.Snippets.QuickStart;
using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Snippets.Sources;

#region SourceFiles
public sealed class CustomerPictures(DirectoryInfo root) : IPersonalDataSource
{
    public string Name => "customer-pictures";

    public IReadOnlyCollection<Type> Subjects => [typeof(Customer)];

    public IReadOnlyList<PersonalDataHolding> Holdings => [new(PersonalDataCategory.Picture, "service")];

    public IAsyncEnumerable<PersonalDataItem> FindAsync(DataSubject subject, CancellationToken cancellationToken)
        => Files(subject).Select(file => new PersonalDataItem
        {
            Id = file.Name,
            Category = PersonalDataCategory.Picture,
            Description = file.Name,
            MediaType = "image/jpeg",
            Length = file.Length,
        }).ToAsyncEnumerable();

    public async Task ExportAsync(DataSubject subject, PersonalDataItem item, Stream destination, CancellationToken cancellationToken)
    {
        await using var picture = Files(subject).Single(file => file.Name == item.Id).OpenRead();
        await picture.CopyToAsync(destination, cancellationToken);
    }

    public Task EraseAsync(DataSubject subject, IReadOnlyList<PersonalDataItem> items, CancellationToken cancellationToken)
    {
        foreach (var file in Files(subject).IntersectBy(items.Select(item => item.Id), file => file.Name))
        {
            file.Delete();
        }

        return Task.CompletedTask;
    }

    // A folder for each customer, named by the key alone. If the root is not there this throws: a share that is not mounted
    // is not "nothing".
    private List<FileInfo> Files(DataSubject subject)
        => [.. root.EnumerateDirectories().Where(folder => folder.Name == $"{subject.Key[0]}").SelectMany(folder => folder.EnumerateFiles())];
}
#endregion
