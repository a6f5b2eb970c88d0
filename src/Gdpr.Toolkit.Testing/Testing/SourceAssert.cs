using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Testing;

/// <summary>Checks in a test that a source keeps its contract.</summary>
public static class SourceAssert
{
    /// <summary>Searches, exports and erases as the toolkit does, and looks whether the source does what it promises. Erases the person's items.</summary>
    /// <remarks>Only a test can show the rest: that an exception comes where it could not be found out, by taking the source's storage away.</remarks>
    /// <param name="source">The source, with something to erase of the person and something of somebody else.</param>
    /// <param name="subject">A person of whom the source holds at least one item that nothing retains.</param>
    /// <param name="somebodyElse">Another person of whom the source holds at least one item.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>A task that ends when everything was tried.</returns>
    /// <exception cref="SourceContractException">The source breaks its contract, or holds nothing to check it with.</exception>
    public static async Task KeepsContractAsync(
        IPersonalDataSource source, DataSubject subject, DataSubject somebodyElse, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(somebodyElse);
        var items = await FindAsync(source, subject, cancellationToken).ConfigureAwait(false);
        var others = await FindAsync(source, somebodyElse, cancellationToken).ConfigureAwait(false);
        var erasable = items.Where(item => item.Retention is null).ToList();
        Require(source, erasable.Count > 0 && others.Count > 0, "it holds too little to tell. Give it an item of each person, one of them without Retention.");
        var again = await FindAsync(source, subject, cancellationToken).ConfigureAwait(false);
        Require(source, Ids(items).SequenceEqual(Ids(again)), "a second search lists other items than the first. Ids must be stable, and searching must change nothing.");
        foreach (var item in items)
        {
            await RequireLengthAsync(source, subject, item, cancellationToken).ConfigureAwait(false);
        }

        await source.EraseAsync(subject, erasable, cancellationToken).ConfigureAwait(false);
        await source.EraseAsync(subject, erasable, cancellationToken).ConfigureAwait(false);
        var left = await FindAsync(source, subject, cancellationToken).ConfigureAwait(false);
        Require(source, Ids(left).SequenceEqual(Ids(items.Except(erasable))), "after erasing, items are left that nothing retains, or retained ones are gone.");
        var othersLeft = await FindAsync(source, somebodyElse, cancellationToken).ConfigureAwait(false);
        Require(source, Ids(others).SequenceEqual(Ids(othersLeft)), "erasing one person's items changed somebody else's.");
    }

    private static async Task<List<PersonalDataItem>> FindAsync(IPersonalDataSource source, DataSubject subject, CancellationToken cancellationToken)
    {
        var items = new List<PersonalDataItem>();
        await foreach (var item in source.FindAsync(subject, cancellationToken).ConfigureAwait(false))
        {
            items.Add(item);
        }

        Require(source, items.TrueForAll(item => !string.IsNullOrEmpty(item.Id)), "an item has no id.");
        Require(source, items.DistinctBy(item => item.Id, StringComparer.Ordinal).Count() == items.Count, "two items of a person have the same id.");
        Require(
            source, items.TrueForAll(item => source.Holdings.Any(holding => holding.Category == item.Category)), "an item is of a category that is not among its Holdings.");
        return items;
    }

    private static async Task RequireLengthAsync(
        IPersonalDataSource source, DataSubject subject, PersonalDataItem item, CancellationToken cancellationToken)
    {
        var written = new MemoryStream();
        await using (written.ConfigureAwait(false))
        {
            await source.ExportAsync(subject, item, written, cancellationToken).ConfigureAwait(false);
            // ToArray works on a closed stream, and a source may close it.
            Require(source, item.Length is null || item.Length == written.ToArray().Length, "it writes another number of bytes than an item's Length.");
        }
    }

    private static IEnumerable<string> Ids(IEnumerable<PersonalDataItem> items) => items.Select(item => item.Id).Order(StringComparer.Ordinal);

    private static void Require(IPersonalDataSource source, bool isKept, string otherwise)
    {
        if (!isKept)
        {
            throw new SourceContractException(source.Name, otherwise);
        }
    }
}
