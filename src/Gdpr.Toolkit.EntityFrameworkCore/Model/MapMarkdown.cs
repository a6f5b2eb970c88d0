using System.Globalization;
using System.Text;
using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Model;

/// <summary>Writes the map for people to read: a heading for each kind of person, a table for each entity.</summary>
internal static class MapMarkdown
{
    public static string Write(PersonalDataMap map, IEnumerable<IPersonalDataSource>? sources)
    {
        var text = new StringBuilder("# Personal data\n");
        foreach (var graph in map.Subjects)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {graph.Kind} ({graph.Role})\n");
            foreach (var entity in graph.Entities)
            {
                Append(text, entity);
            }

            foreach (var source in PersonalDataSources.Of(graph.Metadata, sources ?? []))
            {
                Append(text, source);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, MappedEntity entity)
    {
        var path = entity.IsSubject ? "the person" : $"by {entity.Path}";
        text.Append(CultureInfo.InvariantCulture, $"\n### {entity.Metadata.ShortName()} ({path}{(entity.Path.IsOptional ? ", may belong to nobody" : "")})\n\n");
        foreach (var note in Notes(entity))
        {
            text.Append(CultureInfo.InvariantCulture, $"{note}\n\n");
        }

        text.Append("| Property | Is | Category | Purposes | Stored |\n|---|---|---|---|---|\n");
        foreach (var property in entity.Properties)
        {
            string[] cells = [property.Path, Is(property), property.Category?.ToString() ?? "", string.Join(", ", property.Purposes), property.IsEncrypted ? "encrypted" : "plain"];
            text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");
        }
    }

    private static void Append(StringBuilder text, IPersonalDataSource source)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### {source.Name} (outside the database)\n\n| Category | Purposes | Provenance |\n|---|---|---|\n");
        foreach (var holding in source.Holdings)
        {
            string[] cells = [holding.Category.ToString(), string.Join(", ", holding.Purposes), holding.Provenance.ToString()];
            text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");
        }
    }

    private static IEnumerable<string> Notes(MappedEntity entity)
    {
        if (entity.IsReadOnly)
        {
            yield return "Has no key and can only be read: it shows what other tables store.";
        }

        if (entity.HasHistory)
        {
            yield return "The database keeps earlier versions of these rows, which no erasure reaches.";
        }

        if (entity.Tenant is { } tenant)
        {
            yield return $"Separated by tenant ({tenant.Name}).";
        }

        foreach (var filter in entity.Filters)
        {
            yield return $"Query filter {(filter.Name is null ? "without a name" : $"`{filter.Name}`")}: "
                + (filter.Kind == QueryFilterKind.Boundary ? "a boundary, never crossed." : "hides rows from screens, not from exports and erasures.");
        }
    }

    private static string Is(MappedProperty property) => property.Classification switch
    {
        PropertyClassification.PersonalData => property.When is { } when ? $"personal data when {when}" : "personal data",
        PropertyClassification.NotPersonalData => $"not personal data: {property.Reason}",
        PropertyClassification.Link => "link",
        PropertyClassification.RetentionAnchor => "date from which retention runs",
        PropertyClassification.Bookkeeping => "kept by the toolkit",
        PropertyClassification.OtherPerson => "another person's",
        _ => "**unclassified**",
    };

    private static string Escape(string text)
        => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\r', ' ').Replace('\n', ' ');
}
