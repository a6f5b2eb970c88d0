using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Export.Tests.Club;

/// <summary>Files of members, in memory; what happens while one is written is the test's.</summary>
public sealed class MemberFiles : IPersonalDataSource
{
    private readonly Dictionary<(object Member, string Name), (string? MediaType, byte[] Content)> _files = [];
    private int _exported;

    public string Name => "member-files";

    public IReadOnlyCollection<Type> Subjects => [typeof(Member)];

    public IReadOnlyList<PersonalDataHolding> Holdings { get; } = [new(PersonalDataCategory.FreeText, ClubPurposes.Membership)];

    /// <summary>Gets or sets what is done before the source is searched.</summary>
    public Action Finding { get; set; } = () => { };

    /// <summary>Gets or sets what is done with half of a file written, by the number of the file.</summary>
    public Action<int> Halfway { get; set; } = _ => { };

    public void Put(object member, string name, string? mediaType, byte[] content) => _files[(member, name)] = (mediaType, content);

    public IAsyncEnumerable<PersonalDataItem> FindAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        Finding();
        _exported = 0;
        return _files.Where(file => file.Key.Member.Equals(subject.Key[0])).OrderBy(file => file.Key.Name, StringComparer.Ordinal).Select(file => new PersonalDataItem
        {
            Id = file.Key.Name,
            Category = PersonalDataCategory.FreeText,
            Description = file.Key.Name,
            MediaType = file.Value.MediaType,
            Length = file.Value.Content.Length,
        }).ToAsyncEnumerable();
    }

    public async Task ExportAsync(DataSubject subject, PersonalDataItem item, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(destination);
        var content = _files[(subject.Key[0], item.Id)].Content;
        var half = content.Length / 2;
        await destination.WriteAsync(content.AsMemory(0, half), cancellationToken);
        Halfway(++_exported);
        await destination.WriteAsync(content.AsMemory(half), cancellationToken);
    }

    public Task EraseAsync(DataSubject subject, IReadOnlyList<PersonalDataItem> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        foreach (var item in items ?? [])
        {
            _files.Remove((subject.Key[0], item.Id));
        }

        return Task.CompletedTask;
    }
}
