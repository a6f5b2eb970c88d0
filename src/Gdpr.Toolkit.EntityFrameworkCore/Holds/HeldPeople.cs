using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Holds;

/// <summary>Refuses the removal of people on whom a hold is in force.</summary>
/// <remarks>
/// Removing hides and destroys nothing, so that a hold which is placed at the same moment comes in time: the erasure looks again.
/// </remarks>
internal static class HeldPeople
{
    /// <exception cref="LegalHoldException">One of them is held.</exception>
    public static async ValueTask RequireNoneAsync(DbContext context, IReadOnlyList<EntityEntry> people, bool async, CancellationToken cancellationToken)
    {
        if (people.Count == 0)
        {
            return;
        }

        var runtime = GdprRuntime.Of(context.GetService<IDbContextOptions>());
        using var session = await ChoiceSession.OpenAsync(context, runtime, createRealm: false, async, cancellationToken).ConfigureAwait(false);
        var holds = session.Rows<HoldRow>().AsNoTracking().Where(row => row.ReleasedAt == null && row.SubjectRef != null && row.Entity == null && row.Purpose == null);
        foreach (var entry in people)
        {
            if (session.Realm is not { } realm)
            {
                return;
            }

            var reference = PersonKeys.ReferenceOf(PersonOf(context, entry), realm);
            var held = holds.Where(row => row.SubjectRef == reference).Select(row => (Guid?)row.HoldId);
            if ((async ? await held.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) : held.FirstOrDefault()) is { } id)
            {
                throw HoldErrors.Removal(entry.Metadata.ShortName(), id);
            }
        }
    }

    private static Person PersonOf(DbContext context, EntityEntry entry)
    {
        var graph = PersonalDataMap.Of(context.Model).For(entry.Metadata.SubjectType()!);
        return Person.Of(context, graph, [.. entry.Metadata.FindPrimaryKey()!.Properties.Select(property => entry.Property(property.Name).OriginalValue!)]);
    }
}
