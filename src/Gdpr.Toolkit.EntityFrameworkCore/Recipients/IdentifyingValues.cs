using System.Globalization;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Recipients;

/// <summary>Takes from a person's rows the values by which recipients know the person.</summary>
internal sealed class IdentifyingValues
{
    private readonly Dictionary<string, Dictionary<string, IReadOnlyList<string>>> _byRecipient;

    private IdentifyingValues(Dictionary<string, Dictionary<string, IReadOnlyList<string>>> byRecipient) => _byRecipient = byRecipient;

    /// <summary>Copies the values of rows: what happens to the rows afterwards changes nothing.</summary>
    public static IdentifyingValues Of(IReadOnlyList<PersonRow> rows, GdprRuntime runtime)
        => new(runtime.Options.Notices.Identifying
            .GroupBy(property => property.Recipient, StringComparer.Ordinal)
            .ToDictionary(recipient => recipient.Key, recipient => ValuesOf(recipient, rows), StringComparer.Ordinal));

    /// <summary>Gets what identifies the person to a recipient.</summary>
    public NoticeDetails For(ConcernedRecipient recipient)
        => new(_byRecipient.TryGetValue(recipient.Name, out var values) ? values : NoticeDetails.None.Identifiers, recipient.Reference);

    /// <summary>Requires that rows of people can have all properties that were declared.</summary>
    /// <exception cref="InvalidOperationException">Some are in no model.</exception>
    public static void Require(IEnumerable<DbContext> contexts, GdprRuntime runtime)
    {
        if (runtime.Options.Notices.Identifying.Count == 0)
        {
            return;
        }

        var mapped = contexts.SelectMany(context => PersonalDataMap.Of(context.Model).Subjects).SelectMany(subject => subject.Entities).ToList();
        var missing = runtime.Options.Notices.Identifying
            .Where(declared => !mapped.Exists(entity => Find(entity, declared) is not null))
            .Select(declared => $"'{declared.Name}'").Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw NoticeErrors.NotMapped(missing);
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> ValuesOf(IEnumerable<IdentifyingProperty> declared, IReadOnlyList<PersonRow> rows)
        => declared.Distinct()
            .Select(property => (property.Name, Values: rows.SelectMany(row => ValuesOf(property, row)).Distinct(StringComparer.Ordinal).ToList()))
            .Where(property => property.Values.Count > 0)
            .ToDictionary(property => property.Name, IReadOnlyList<string> (property) => property.Values, StringComparer.Ordinal);

    private static IEnumerable<string> ValuesOf(IdentifyingProperty declared, PersonRow row)
        => Find(row.Mapped, declared) is { } property ? row.Values(property).Where(value => value is not (null or "")).Select(Text) : [];

    private static MappedProperty? Find(MappedEntity entity, IdentifyingProperty declared)
        => entity.EntityType.ClrType.IsAssignableTo(declared.Entity) || declared.Entity.IsAssignableTo(entity.EntityType.ClrType)
            ? entity.Properties.FirstOrDefault(property => property.Path == declared.Path && property.Classification != PropertyClassification.OtherPerson)
            : null;

    private static string Text(object? value) => value switch
    {
        string text => text,
        byte[] bytes => Convert.ToBase64String(bytes),
        DateTime or DateTimeOffset or DateOnly or TimeOnly => string.Create(CultureInfo.InvariantCulture, $"{value:O}"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
