using System.Text.Json;
using System.Text.Json.Serialization;
using Gdpr.Toolkit.Export;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Reads and writes marks as string annotations of the EF model.</summary>
internal static class Marks
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    public static string Write<TMark>(TMark mark) => JsonSerializer.Serialize(mark, Json);

    public static DataSubjectMark? DataSubject(this IReadOnlyEntityType entityType)
        => Read<DataSubjectMark>(entityType, GdprAnnotationNames.DataSubject);

    public static PersonalDataMark? PersonalData(this IReadOnlyProperty property)
        => Read<PersonalDataMark>(property, GdprAnnotationNames.PersonalData);

    public static EncryptionMark? Encryption(this IReadOnlyProperty property)
        => Read<EncryptionMark>(property, GdprAnnotationNames.Encrypted);

    public static ExportNameMark? ExportName(this IReadOnlyAnnotatable member)
        => Read<ExportNameMark>(member, GdprAnnotationNames.ExportName);

    public static IReadOnlyList<AnchorName> Anchors(this IReadOnlyProperty property)
        => [.. (Read<string[]>(property, GdprAnnotationNames.Anchors) ?? []).Select(Anchor)];

    public static string WriteAnchors(IEnumerable<AnchorName> anchors) => Write(anchors.Select(anchor => anchor.ToString()).ToArray());

    /// <summary>Finds the entity type in the hierarchy, this one or a base, that carries the data-subject mark.</summary>
    public static IReadOnlyEntityType? SubjectType(this IReadOnlyEntityType entityType)
        => entityType.GetAllBaseTypesInclusiveAscending().LastOrDefault(type => type.FindAnnotation(GdprAnnotationNames.DataSubject) is not null);

    private static AnchorName Anchor(string name)
        => Enum.TryParse<RetentionAnchor>(name, out var anchor) ? anchor : AnchorName.FromEvent(name);

    private static TMark? Read<TMark>(IReadOnlyAnnotatable annotatable, string name)
        where TMark : class
        => annotatable.FindAnnotation(name)?.Value is string text ? JsonSerializer.Deserialize<TMark>(text, Json) : null;
}
