using System.Globalization;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Recipients;

/// <summary>Takes from a person's rows the values by which recipients know the person.</summary>
internal sealed class IdentifyingValues
{
    private readonly List<(IdentifyingProperty Property, OrderedDictionary<string, bool> Values)> _declared;

    private IdentifyingValues(GdprRuntime runtime)
        => _declared = [.. runtime.Options.Notices.Identifying.Distinct().Select(property => (property, new OrderedDictionary<string, bool>(StringComparer.Ordinal)))];

    /// <summary>Copies the values of rows: what happens to the rows afterwards changes nothing.</summary>
    public static IdentifyingValues Of(IEnumerable<PersonRow> rows, GdprRuntime runtime)
    {
        var values = new IdentifyingValues(runtime);
        foreach (var row in rows)
        {
            values.Add(row);
        }

        return values;
    }

    /// <summary>Copies the values of rows as they come. None of the rows is held.</summary>
    public async Task AddAsync(IAsyncEnumerable<PersonRow> rows)
    {
        await foreach (var row in rows.ConfigureAwait(false))
        {
            Add(row);
        }
    }

    /// <summary>Whether rows of an entity have anything that identifies the person to anybody.</summary>
    public bool AreIn(MappedEntity entity) => _declared.Exists(declared => Find(entity, declared.Property) is not null);

    /// <summary>Gets what identifies the person to a recipient.</summary>
    public NoticeDetails For(ConcernedRecipient recipient)
        => new(
            _declared.Where(declared => declared.Property.Recipient == recipient.Name && declared.Values.Count > 0)
                .ToDictionary(declared => declared.Property.Name, IReadOnlyList<string> (declared) => [.. declared.Values.Keys], StringComparer.Ordinal),
            recipient.Reference);

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

    private void Add(PersonRow row)
    {
        foreach (var (property, values) in _declared)
        {
            foreach (var value in ValuesOf(property, row))
            {
                values.TryAdd(value, true);
            }
        }
    }

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
