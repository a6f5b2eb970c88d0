using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Gdpr.Toolkit;
using HostingCompany.Model;

namespace HostingCompany.Evidence;

/// <summary>Collects what entities hold about people, straight from the objects and their attributes.</summary>
/// <remarks>
/// It shares no code with the library, so that what it collects can prove or disprove what the library did.
/// </remarks>
internal static class PersonalValues
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Source>> Sources = new();

    /// <summary>Lists everything about a person and, for a company, about those who act for it.</summary>
    public static IEnumerable<PersonalValue> Of(object person) => Belongings.Of(person).SelectMany(Of);

    /// <summary>Lists what one row says. What is empty says nothing.</summary>
    public static IEnumerable<PersonalValue> Of(Belonging belonging)
        => from source in SourcesOf(belonging.Row.GetType())
           let value = source.Read(belonging.Row)
           where value is not (null or "")
           select new PersonalValue(belonging.Label, source.Entity, source.Property, Text(value), source.IsEncrypted);

    /// <summary>Lists the marked properties of an entity, those of owned entities with their path.</summary>
    public static IReadOnlyList<Source> SourcesOf(Type entity) => Sources.GetOrAdd(entity, type => [.. FindSources(type, null)]);

    /// <summary>Writes a value the way SQLite stores it when it is not encrypted.</summary>
    public static string Text(object value) => value switch
    {
        string text => text,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.0###########################", CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A personal value of type '{value.GetType().Name}' has no text form here: add one."),
    };

    private static IEnumerable<Source> FindSources(Type type, Source? owner)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var path = owner is null ? property.Name : $"{owner.Property}.{property.Name}";
            var source = new Source(
                owner?.Entity ?? property.DeclaringType!.Name,
                path,
                property.IsDefined(typeof(EncryptedAttribute)),
                row => (owner is null ? row : owner.Read(row)) is { } holder ? property.GetValue(holder) : null);
            if (property.IsDefined(typeof(PersonalDataAttribute)))
            {
                yield return source;
            }
            else if (property.PropertyType == typeof(Address) || property.PropertyType == typeof(ContactPreferences))
            {
                foreach (var inner in FindSources(property.PropertyType, source))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>A marked property.</summary>
    /// <param name="Entity">The name of the entity that declares it.</param>
    /// <param name="Property">Its path within the entity.</param>
    /// <param name="IsEncrypted">Whether it is stored encrypted.</param>
    /// <param name="Read">Reads its value from a row.</param>
    internal sealed record Source(string Entity, string Property, bool IsEncrypted, Func<object, object?> Read);
}
