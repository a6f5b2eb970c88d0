namespace Gdpr.Toolkit.Sources;

/// <summary>What one source said, when asked, that it holds about a person.</summary>
/// <param name="Source">The source.</param>
/// <param name="Items">The items in order of their ids; none when the source has looked and holds nothing.</param>
internal sealed record SourceFinding(IPersonalDataSource Source, IReadOnlyList<PersonalDataItem> Items)
{
    /// <exception cref="PersonalDataSourceException">The source failed, or listed what it must not.</exception>
    public static async Task<SourceFinding> SearchAsync(IPersonalDataSource source, DataSubject subject, CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, PersonalDataItem>(StringComparer.Ordinal);
        try
        {
            await foreach (var item in source.FindAsync(subject, cancellationToken).ConfigureAwait(false))
            {
                Require(source, item);
                if (!items.TryAdd(item.Id, item))
                {
                    throw SourceErrors.SameItemTwice(source);
                }
            }
        }
        catch (Exception exception) when (exception is not PersonalDataSourceException && !IsCancellation(exception, cancellationToken))
        {
            throw SourceErrors.NotSearched(source, exception);
        }

        return new SourceFinding(source, [.. items.Values.OrderBy(item => item.Id, StringComparer.Ordinal)]);
    }

    /// <summary>Whether the caller has cancelled. A source's own time-out looks the same but for the token, and is a failure.</summary>
    public static bool IsCancellation(Exception exception, CancellationToken cancellationToken)
        => exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    /// <summary>Finds why an item must be kept on a day; null when nothing keeps it, or no longer.</summary>
    public static ItemRetention? RetentionOn(PersonalDataItem item, DateOnly day)
        => item.Retention is { } retention && (retention.Until is null || retention.Until >= day) ? retention : null;

    private static void Require(IPersonalDataSource source, PersonalDataItem? item)
    {
        if (string.IsNullOrEmpty(item?.Id))
        {
            throw SourceErrors.NoItem(source);
        }

        if (source.Holdings.All(holding => holding.Category != item.Category))
        {
            throw SourceErrors.UndeclaredCategory(source, item.Category);
        }

        if (item.Length < 0)
        {
            throw SourceErrors.NegativeLength(source);
        }

        if (item.Retention is { } retention && (!Enum.IsDefined(retention.Exception) || string.IsNullOrWhiteSpace(retention.Law)))
        {
            throw SourceErrors.UnfoundedRetention(source);
        }
    }
}
