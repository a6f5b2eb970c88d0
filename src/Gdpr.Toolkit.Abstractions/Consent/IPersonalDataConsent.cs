namespace Gdpr.Toolkit.Consent;

/// <summary>Records who consented to what, and demonstrates it (GDPR Art. 4(11), 6(1)(a), 7).</summary>
/// <remarks>
/// Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time.
/// Records are written at once, on the context's connection and in its current transaction if there is one; unsaved changes of
/// the context are left alone. Concurrent calls for one person get an order, and the last one counts.
/// </remarks>
public interface IPersonalDataConsent
{
    /// <summary>Records that a person consented to a purpose. An objection of theirs to the same purpose is taken back by it.</summary>
    /// <param name="subject">The person, whose row is stored already.</param>
    /// <param name="purpose">A registered purpose that rests on <see cref="LegalBasis.Consent"/> for people in this role.</param>
    /// <param name="evidence">What the person saw and did.</param>
    /// <param name="cancellationToken">Cancels before the record is written.</param>
    /// <returns>The record; where the same submission is there already, its record.</returns>
    /// <exception cref="ArgumentException">The evidence is incomplete, or has expired already.</exception>
    /// <exception cref="InvalidOperationException">Person or purpose is unknown, or the purpose does not rest on consent.</exception>
    Task<ConsentRecord> GiveAsync(
        DataSubject subject, string purpose, ConsentEvidence evidence, CancellationToken cancellationToken = default);

    /// <summary>Records that a person was asked and refused. A consent that was in force ends.</summary>
    /// <inheritdoc cref="GiveAsync" path="/param"/>
    /// <inheritdoc cref="GiveAsync" path="/returns"/>
    /// <inheritdoc cref="GiveAsync" path="/exception"/>
    Task<ConsentRecord> RefuseAsync(
        DataSubject subject, string purpose, ConsentEvidence evidence, CancellationToken cancellationToken = default);

    /// <summary>Records that a person took a consent back (Art. 7(3)). What was done before stays lawful.</summary>
    /// <remarks>It needs no consent to be on record: to withdraw is never harder than to give. Withdrawing twice is recorded once.</remarks>
    /// <param name="subject">The person.</param>
    /// <param name="purpose">A registered purpose that rests on consent, or that has a consent on record.</param>
    /// <param name="source">How it reached the controller.</param>
    /// <param name="cancellationToken">Cancels before the record is written.</param>
    /// <returns>The record; where the consent was withdrawn already, the one in force.</returns>
    /// <exception cref="InvalidOperationException">Person or purpose is unknown, or the purpose never rested on consent.</exception>
    Task<ConsentRecord> WithdrawAsync(
        DataSubject subject, string purpose, ChoiceSource source, CancellationToken cancellationToken = default);

    /// <summary>Records that the controller found a consent invalid, for example because a box had to be ticked.</summary>
    /// <inheritdoc cref="WithdrawAsync" path="/param"/>
    /// <returns>The record; where the consent was invalidated already, the one in force.</returns>
    /// <exception cref="InvalidOperationException">Person or purpose is unknown, or no consent is on record.</exception>
    Task<ConsentRecord> InvalidateAsync(
        DataSubject subject, string purpose, ChoiceSource source, CancellationToken cancellationToken = default);

    /// <summary>Reads where a person's consent to a purpose stands now.</summary>
    /// <remarks>Consent is one of several conditions: before processing, ask <see cref="IProcessingGuard"/>.</remarks>
    /// <param name="subject">The person.</param>
    /// <param name="purpose">A registered purpose.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The status; <see cref="ConsentStatus.Unknown"/> when nothing is on record.</returns>
    /// <exception cref="InvalidOperationException">Person or purpose is unknown.</exception>
    Task<ConsentStatus> LoadStatusAsync(DataSubject subject, string purpose, CancellationToken cancellationToken = default);

    /// <summary>Reads all that was recorded of a person's consents, oldest first. It is there after an erasure as well.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="purpose">One purpose, registered or not any more; null for all.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The records in the order in which they were written.</returns>
    /// <exception cref="InvalidOperationException">The person is unknown.</exception>
    Task<IReadOnlyList<ConsentRecord>> LoadHistoryAsync(
        DataSubject subject, string? purpose = null, CancellationToken cancellationToken = default);
}
