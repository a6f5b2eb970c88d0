using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>How far a kind of person is from an entity, and over which of its foreign keys the shortest ways begin.</summary>
internal sealed record SubjectReach(IReadOnlyEntityType Subject, int Distance)
{
    public List<IReadOnlyForeignKey> FirstHops { get; } = [];
}
