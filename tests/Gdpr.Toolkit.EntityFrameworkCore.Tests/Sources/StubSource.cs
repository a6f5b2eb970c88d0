using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Sources;

/// <summary>A source of customers' pictures that holds what a test says.</summary>
internal class StubSource(params IReadOnlyList<PersonalDataItem?> items) : IPersonalDataSource
{
    public virtual string Name => "stub";

    public virtual IReadOnlyCollection<Type> Subjects => [typeof(Customer)];

    public virtual IReadOnlyList<PersonalDataHolding> Holdings => [new(PersonalDataCategory.Picture, ShopPurposes.Accounting)];

    public static PersonalDataItem Picture(string id) => new() { Id = id, Category = PersonalDataCategory.Picture };

    public IAsyncEnumerable<PersonalDataItem> FindAsync(DataSubject subject, CancellationToken cancellationToken) => items.ToAsyncEnumerable()!;

    public virtual Task ExportAsync(DataSubject subject, PersonalDataItem item, Stream destination, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task EraseAsync(DataSubject subject, IReadOnlyList<PersonalDataItem> items, CancellationToken cancellationToken) => Task.CompletedTask;
}
