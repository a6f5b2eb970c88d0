namespace Gdpr.Toolkit.Consent;

/// <summary>Records objections to processing and how they were decided (GDPR Art. 21).</summary>
/// <remarks>
/// Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time.
/// Records are written at once, on the context's connection and in its current transaction if there is one.
/// </remarks>
public interface IPersonalDataObjections
{
    /// <summary>Records that a person objects to a purpose.</summary>
    /// <remarks>
    /// To direct marketing it counts at once (Art. 21(2)–(3)). Another purpose, on legitimate interests or a public task, is
    /// restricted until the objection is assessed (Art. 18(1)(d)). Objecting twice is recorded once.
    /// </remarks>
    /// <param name="subject">The person.</param>
    /// <param name="purpose">A registered purpose.</param>
    /// <param name="source">How it reached the controller.</param>
    /// <param name="reason">The person's reason in their words; stored encrypted under the person's key. Direct marketing needs none.</param>
    /// <param name="suppress">Addresses to put on the suppression list in the same transaction; for direct marketing only.</param>
    /// <param name="cancellationToken">Cancels before the record is written.</param>
    /// <returns>The record; where an objection to the purpose is pending or upheld already, that one.</returns>
    /// <exception cref="ArgumentException">The source is incomplete, or an address has no usable form.</exception>
    /// <exception cref="InvalidOperationException">Person or purpose is unknown, or the purpose's basis knows no objection.</exception>
    Task<ObjectionRecord> ObjectAsync(
        DataSubject subject,
        string purpose,
        ChoiceSource source,
        string? reason = null,
        IEnumerable<ContactPoint>? suppress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Decides that a pending objection counts: the purpose has ended for this person.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="objectionId">The objection's <see cref="ObjectionRecord.Id"/>.</param>
    /// <param name="assessment">Who decided, and why.</param>
    /// <param name="cancellationToken">Cancels before the record is written.</param>
    /// <returns>The record of the decision.</returns>
    /// <exception cref="InvalidOperationException">Person or objection is unknown, or it is not pending.</exception>
    Task<ObjectionRecord> UpholdAsync(
        DataSubject subject, Guid objectionId, ObjectionAssessment assessment, CancellationToken cancellationToken = default);

    /// <summary>Decides that compelling legitimate grounds, or legal claims, override a pending objection: the purpose goes on.</summary>
    /// <inheritdoc cref="UpholdAsync" path="/param"/>
    /// <inheritdoc cref="UpholdAsync" path="/returns"/>
    /// <inheritdoc cref="UpholdAsync" path="/exception"/>
    Task<ObjectionRecord> OverrideAsync(
        DataSubject subject, Guid objectionId, ObjectionAssessment assessment, CancellationToken cancellationToken = default);

    /// <summary>Records that the person takes an objection back that is pending or upheld.</summary>
    /// <remarks>Addresses on the suppression list stay there until they are removed from it.</remarks>
    /// <param name="subject">The person.</param>
    /// <param name="objectionId">The objection's <see cref="ObjectionRecord.Id"/>.</param>
    /// <param name="source">How it reached the controller.</param>
    /// <param name="cancellationToken">Cancels before the record is written.</param>
    /// <returns>The record.</returns>
    /// <exception cref="InvalidOperationException">Person or objection is unknown, or it is neither pending nor upheld.</exception>
    Task<ObjectionRecord> WithdrawAsync(
        DataSubject subject, Guid objectionId, ChoiceSource source, CancellationToken cancellationToken = default);

    /// <summary>Reads all that was recorded of a person's objections, oldest first. It is there after an erasure as well, without texts.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The records in the order in which they were written.</returns>
    /// <exception cref="InvalidOperationException">The person is unknown.</exception>
    Task<IReadOnlyList<ObjectionRecord>> LoadHistoryAsync(DataSubject subject, CancellationToken cancellationToken = default);
}
