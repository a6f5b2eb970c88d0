using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Recipients;

namespace Gdpr.Toolkit.Erasure;

/// <summary>An erasure that was committed.</summary>
/// <param name="Plan">What was done, row by row.</param>
/// <param name="SubjectReference">The person's pseudonymous reference, in hexadecimal.</param>
/// <param name="Keys">The ids of all keys that the person ever had, in hexadecimal: none may open anything any more.</param>
/// <param name="Choices">The person's choices as they were before.</param>
internal sealed record ErasureRun(
    DetailedPlan Plan, string SubjectReference, IReadOnlyList<string> Keys, IReadOnlyList<ChoiceCount> Choices)
{
    /// <summary>Gets the id of this erasure's certificate.</summary>
    public Guid CertificateId { get; } = Guid.NewGuid();

    /// <summary>Gets the certificate of the erasure that this one goes on with; null for a person's first.</summary>
    public Guid? Amends => Plan.EarlierCertificate;

    /// <summary>Gets what was done to rows that were planned in groups.</summary>
    public PagedRows Pages { get; init; } = new();

    /// <summary>Gets the keys that were destroyed: all of them, or none where that failed after the commit.</summary>
    public IReadOnlyList<string> DestroyedKeys { get; init; } = [];

    /// <summary>Gets the notices to recipients as they were written with it.</summary>
    public IReadOnlyList<NoticeRecord> Notices { get; init; } = [];

    /// <summary>Gets what is searched for in the whole database; nothing unless that was asked for.</summary>
    public ErasedValues Searched { get; init; } = new(VerificationScope.OwnPaths);

    /// <summary>Gets whether an earlier attempt had erased values of the person and did not come through: nobody knows these values any more.</summary>
    public bool FollowsAttempt { get; init; }

    /// <summary>Gets the entries of the ledger that say that these keys go: its own, and those of erasures of this person that were interrupted. Null without a ledger.</summary>
    public LedgerIntent? Intent { get; init; }
}
