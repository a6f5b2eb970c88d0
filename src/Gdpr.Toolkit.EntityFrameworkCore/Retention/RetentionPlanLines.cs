using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Retention;

/// <summary>Reads the lines of a retention plan from the map and the registered purposes.</summary>
internal static class RetentionPlanLines
{
    public static IEnumerable<RetentionPlanLine> Of(PersonalDataMap map, PurposeRegistry purposes)
        => from graph in map.Subjects
           from property in graph.Entities.SelectMany(entity => entity.Personal).DistinctBy(property => (property.Entity, property.Path))
           from purpose in property.Purposes.DefaultIfEmpty()
           select new RetentionPlanLine
           {
               Kind = graph.Kind,
               Role = graph.Role,
               Entity = property.Entity,
               Property = property.Path,
               Category = property.Category!.Value,
               Purpose = purpose is null ? null : purposes.Find(purpose),
               OwnPeriod = property.Mark!.Retention is { } period ? RetentionPeriod.Parse(period) : null,
               OwnFrom = property.Mark.RetentionFrom,
           };
}
