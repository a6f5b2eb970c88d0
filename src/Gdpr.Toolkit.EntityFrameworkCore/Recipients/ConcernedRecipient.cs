namespace Gdpr.Toolkit.Recipients;

/// <summary>A recipient who has to be told.</summary>
/// <param name="Name">The recipient's name.</param>
/// <param name="Purposes">The purposes for which the recipient was given data; none where it was named for this person alone.</param>
internal sealed record ConcernedRecipient(string Name, IReadOnlyList<string> Purposes)
{
    /// <summary>Gets what the recipient knows the person by, where the application said so.</summary>
    public string? Reference { get; init; }

    /// <exception cref="ArgumentException">A recipient has no name.</exception>
    public static void RequireNames(IEnumerable<RecipientToTell> recipients, string parameter)
    {
        if (recipients.Any(recipient => string.IsNullOrWhiteSpace(recipient.Name)))
        {
            throw NoticeErrors.RecipientWithoutName(parameter);
        }
    }

    /// <summary>Adds recipients whom the application has named. One that is there already gets its reference.</summary>
    public static IReadOnlyList<ConcernedRecipient> With(IReadOnlyList<ConcernedRecipient> recipients, IEnumerable<RecipientToTell> also)
    {
        var named = also.GroupBy(recipient => recipient.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Reference, StringComparer.Ordinal);
        return
        [
            .. recipients.Select(recipient => named.TryGetValue(recipient.Name, out var reference) ? recipient with { Reference = reference } : recipient),
            .. named.Where(added => recipients.All(recipient => recipient.Name != added.Key))
                .Select(added => new ConcernedRecipient(added.Key, []) { Reference = added.Value }),
        ];
    }
}
