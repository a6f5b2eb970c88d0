namespace Gdpr.Toolkit.Holds;

/// <summary>Places and releases legal holds, which suspend erasure and retention sweeps (GDPR Art. 17(3)(e)).</summary>
/// <remarks>
/// Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time. Holds are
/// written at once, on the context's connection and in its current transaction if there is one. Placing waits for erasures and
/// batches of sweeps that are about to commit: what they took is gone, and nothing after them. A hold that names an entity or a purpose
/// which the application no longer has stops erasures and sweeps with an error, until it is released.
/// </remarks>
public interface ILegalHolds
{
    /// <summary>Places a hold.</summary>
    /// <param name="scope">What is held.</param>
    /// <param name="reason">Why. Stored encrypted, and shown by this interface only.</param>
    /// <param name="placedBy">Who places it, as a role or a staff number; stored in plain text.</param>
    /// <param name="reviewOn">The day on which somebody has to look whether it is still needed, in the controller's time zone. It does not end by itself.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    /// <returns>The hold, which is in force.</returns>
    /// <exception cref="ArgumentException">The scope is empty, a text is missing, or the review lies in the past.</exception>
    /// <exception cref="InvalidOperationException">Person, entity or purpose is unknown, or the entity has no rows of its own: an owned type, or a view.</exception>
    Task<LegalHold> PlaceAsync(
        LegalHoldScope scope, string reason, string placedBy, DateOnly reviewOn, CancellationToken cancellationToken = default);

    /// <summary>Sets a later review, after somebody has looked.</summary>
    /// <param name="holdId">The hold's <see cref="LegalHold.Id"/>.</param>
    /// <param name="reviewOn">The day of the next review.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    /// <returns>A task that ends when it is written.</returns>
    /// <exception cref="ArgumentException">The review lies in the past.</exception>
    /// <exception cref="InvalidOperationException">There is no such hold in force.</exception>
    Task ReviewAsync(Guid holdId, DateOnly reviewOn, CancellationToken cancellationToken = default);

    /// <summary>Releases a hold: what it kept, and nothing else keeps, is due from now on.</summary>
    /// <param name="holdId">The hold's <see cref="LegalHold.Id"/>.</param>
    /// <param name="releasedBy">Who releases it, as a role or a staff number; stored in plain text.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    /// <returns>A task that ends when it is written.</returns>
    /// <exception cref="ArgumentException">A text is missing.</exception>
    /// <exception cref="InvalidOperationException">There is no such hold in force.</exception>
    Task ReleaseAsync(Guid holdId, string releasedBy, CancellationToken cancellationToken = default);

    /// <summary>Lists the holds that are in force, oldest first.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The holds of all contexts.</returns>
    Task<IReadOnlyList<LegalHold>> ListInForceAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the holds in force whose review is due today or was due before, the longest overdue first.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The holds of all contexts.</returns>
    Task<IReadOnlyList<LegalHold>> ListOverdueReviewsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads all holds that were ever placed on one person, oldest first; not those on everybody.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The holds, released ones included.</returns>
    /// <exception cref="InvalidOperationException">The person is unknown.</exception>
    Task<IReadOnlyList<LegalHold>> LoadHistoryAsync(DataSubject subject, CancellationToken cancellationToken = default);
}
