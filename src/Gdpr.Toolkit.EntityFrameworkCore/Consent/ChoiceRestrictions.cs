using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Consent;

/// <summary>Finds the restrictions that people asked for instead of erasure (GDPR Art. 18(1)(b)–(c)).</summary>
internal static class ChoiceRestrictions
{
    public static bool IsInsteadOfErasure(RestrictionGround ground) => ground is RestrictionGround.UnlawfulProcessing or RestrictionGround.LegalClaims;

    public static async Task<RestrictionGround?> FindInsteadOfErasureAsync(ChoiceSession session, Person person, CancellationToken cancellationToken)
    {
        var rows = await session.ReadAsync<RestrictionRow>(person, cancellationToken).ConfigureAwait(false);
        return RestrictionRows.InForce(rows).FirstOrDefault(row => IsInsteadOfErasure(row.Ground))?.Ground;
    }

    public static Task<bool> AreInsteadOfErasureAsync(Person person, GdprRuntime runtime, CancellationToken cancellationToken)
        => ChoiceWork.ReadAsync(
            person.Context,
            runtime,
            async session => await FindInsteadOfErasureAsync(session, person, cancellationToken).ConfigureAwait(false) is not null,
            cancellationToken);
}
