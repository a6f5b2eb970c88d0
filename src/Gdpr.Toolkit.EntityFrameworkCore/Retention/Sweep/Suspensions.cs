using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Retention;

/// <summary>What keeps a batch of rows from being swept: legal holds, and people who asked for restriction instead of erasure (GDPR Art. 18(1)(b)–(c)).</summary>
internal sealed class Suspensions
{
    private readonly HashSet<string> _people;

    private Suspensions(bool isForEverybody, HashSet<string> people) => (IsForEverybody, _people) = (isForEverybody, people);

    /// <summary>Gets whether a hold keeps all rows.</summary>
    public bool IsForEverybody { get; }

    /// <summary>Gets whether it depends on the person whose the row is.</summary>
    public bool ArePersonal => _people.Count > 0;

    /// <summary>Reads them in the context's transaction. A look-up that fails stops the sweep.</summary>
    public static async Task<Suspensions> ReadAsync(ChoiceSession session, SweepGroup group, DbContext context, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        var holds = await session.Rows<HoldRow>().AsNoTracking().Where(row => row.ReleasedAt == null).ToListAsync(cancellationToken).ConfigureAwait(false);
        HoldRules.Require(holds, context.Model, runtime);
        var keeping = holds
            .Where(row => row.Keeps(group.Entity.EntityType) && (row.Purpose is null || group.Properties.Any(property => property.Purposes.Contains(row.Purpose))))
            .ToList();
        var restrictions = await session.Rows<RestrictionRow>().AsNoTracking()
            .Where(row => row.Ground == RestrictionGround.UnlawfulProcessing || row.Ground == RestrictionGround.LegalClaims)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return new Suspensions(
            keeping.Exists(row => row.SubjectRef is null),
            [
                .. keeping.Select(row => row.SubjectRef).OfType<byte[]>()
                    .Concat(RestrictionRows.InForce(restrictions).Select(row => row.SubjectRef))
                    .Select(Convert.ToHexString),
            ]);
    }

    public bool Covers(byte[] reference) => _people.Contains(Convert.ToHexString(reference));
}
