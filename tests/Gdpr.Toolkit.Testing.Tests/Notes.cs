using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Testing.Tests;

/// <summary>A source in memory, that breaks its contract where a test says so.</summary>
internal sealed class Notes : IPersonalDataSource
{
    private readonly List<(DataSubject Subject, PersonalDataItem Item)> _notes = [];
    private int _searches;

    public string? Fault { get; init; }

    public string Name => "notes";

    public IReadOnlyCollection<Type> Subjects => [typeof(Guest)];

    public IReadOnlyList<PersonalDataHolding> Holdings => [new(PersonalDataCategory.FreeText, "service")];

    public Notes Put(DataSubject subject, PersonalDataItem item)
    {
        _notes.Add((subject, item));
        return this;
    }

    public IAsyncEnumerable<PersonalDataItem> FindAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        _searches++;
        return _notes
            .Where(note => note.Subject.Equals(subject))
            .Select(note => Fault == "unstable ids" ? note.Item with { Id = note.Item.Id + _searches } : note.Item)
            .ToList()
            .ToAsyncEnumerable();
    }

    public async Task ExportAsync(DataSubject subject, PersonalDataItem item, Stream destination, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(destination);
        await writer.WriteAsync(Fault == "length" ? "longer" : "text");
    }

    public Task EraseAsync(DataSubject subject, IReadOnlyList<PersonalDataItem> items, CancellationToken cancellationToken)
    {
        _notes.RemoveAll(note => Fault switch
        {
            "keeps" => false,
            "takes retained" => note.Subject.Equals(subject),
            "takes others" => true,
            _ => note.Subject.Equals(subject) && items.Contains(note.Item),
        });
        return Task.CompletedTask;
    }
}
