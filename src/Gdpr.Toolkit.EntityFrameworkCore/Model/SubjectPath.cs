using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>The way from an entity to the person it belongs to: the foreign keys to follow, none when it is the person.</summary>
internal sealed record SubjectPath(IReadOnlyEntityType Subject, IReadOnlyList<IReadOnlyForeignKey> Hops)
{
    public bool IsSubject => Hops.Count == 0;
}
