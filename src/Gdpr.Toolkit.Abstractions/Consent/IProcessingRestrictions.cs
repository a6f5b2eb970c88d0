namespace Gdpr.Toolkit.Consent;

/// <summary>Restricts the processing of a person's data and lifts restrictions (GDPR Art. 18).</summary>
/// <remarks>
/// Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time.
/// Records are written at once, on the context's connection and in its current transaction if there is one. A restriction is
/// what <see cref="IProcessingGuard"/> answers; it does not hide or lock rows. While one for
/// <see cref="RestrictionGround.UnlawfulProcessing"/> or <see cref="RestrictionGround.LegalClaims"/> is in force, the person cannot be erased.
/// </remarks>
public interface IProcessingRestrictions
{
    /// <summary>Restricts processing.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="ground">Why.</param>
    /// <param name="source">How it reached the controller.</param>
    /// <param name="purpose">A registered purpose to limit it to; null for all processing.</param>
    /// <param name="reason">The person's reason in their words; stored encrypted under the person's key.</param>
    /// <param name="cancellationToken">Cancels before the record is written.</param>
    /// <returns>The record; where the same restriction is in force already, that one.</returns>
    /// <exception cref="ArgumentException">The source is incomplete, or there is no such ground.</exception>
    /// <exception cref="InvalidOperationException">Person or purpose is unknown.</exception>
    Task<RestrictionRecord> RestrictAsync(
        DataSubject subject,
        RestrictionGround ground,
        ChoiceSource source,
        string? purpose = null,
        string? reason = null,
        CancellationToken cancellationToken = default);

    /// <summary>Lifts a restriction, after the person was told (Art. 18(3)).</summary>
    /// <param name="subject">The person.</param>
    /// <param name="restrictionId">The restriction's <see cref="RestrictionRecord.Id"/>.</param>
    /// <param name="lift">Who lifts it, and when and how the person was told.</param>
    /// <param name="cancellationToken">Cancels before the record is written.</param>
    /// <returns>The record of the lifting.</returns>
    /// <exception cref="ArgumentException">The evidence is incomplete, or the person was told in the future.</exception>
    /// <exception cref="InvalidOperationException">Person or restriction is unknown, or it is lifted already.</exception>
    Task<RestrictionRecord> LiftAsync(
        DataSubject subject, Guid restrictionId, RestrictionLift lift, CancellationToken cancellationToken = default);

    /// <summary>Reads all that was recorded of a person's restrictions, oldest first. It is there after an erasure as well, without texts.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The records in the order in which they were written.</returns>
    /// <exception cref="InvalidOperationException">The person is unknown.</exception>
    Task<IReadOnlyList<RestrictionRecord>> LoadHistoryAsync(DataSubject subject, CancellationToken cancellationToken = default);
}
