using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Holds;

/// <summary>Takes the reasons of a person's released holds, in the transaction of their erasure. That there was a hold stays on record.</summary>
internal static class HoldErasure
{
    public static Task<int> ClearAsync(Person person, GdprRuntime runtime, CancellationToken cancellationToken)
        => ChoiceWork.ReadAsync(
            person.Context,
            runtime,
            async session =>
            {
                if (session.Realm is null)
                {
                    return 0;
                }

                var reference = PersonKeys.ReferenceOf(person, session.Realm);
                return await session.Rows<HoldRow>()
                    .Where(row => row.SubjectRef == reference && row.ReleasedAt != null && row.SealedReason != null)
                    .ExecuteUpdateAsync(row => row.SetProperty(hold => hold.SealedReason, (byte[]?)null), cancellationToken)
                    .ConfigureAwait(false);
            },
            cancellationToken);
}
