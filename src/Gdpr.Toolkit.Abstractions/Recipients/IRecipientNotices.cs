namespace Gdpr.Toolkit.Recipients;

/// <summary>The notices to recipients of personal data that was erased, rectified or restricted (GDPR Art. 19): written, sent and kept as evidence.</summary>
/// <remarks>
/// Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time. Notices of erasures are written
/// by erasures, in their transaction. What identifies the person to a recipient lies encrypted in the notice, under a key of its own that is destroyed
/// with the outcome.
/// </remarks>
public interface IRecipientNotices
{
    /// <summary>Writes notices to the recipients of the person's data that some of it changes, in the context's transaction if there is one.</summary>
    /// <remarks>
    /// What identifies the person is taken as the database holds it now. Where that is what changes, begin a transaction, announce, and then save the change.
    /// The erasure of a person writes its notices by itself.
    /// </remarks>
    /// <param name="subject">The person.</param>
    /// <param name="kind">A rectification, a restriction, or that single values are erased.</param>
    /// <param name="purposes">The purposes whose recipients are told; null for all that the person's data is used for.</param>
    /// <param name="also">Further recipients, who were given data in this case only.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    /// <returns>The notices, one for each recipient; none where there are no recipients.</returns>
    /// <exception cref="ArgumentException">There is no such kind, or a further recipient has no name.</exception>
    /// <exception cref="InvalidOperationException">There is no such person or purpose, or what was declared with <c>Identify</c> is not in the model.</exception>
    Task<IReadOnlyList<NoticeRecord>> AnnounceAsync(
        DataSubject subject,
        NoticeKind kind,
        IReadOnlyCollection<string>? purposes = null,
        IReadOnlyCollection<RecipientToTell>? also = null,
        CancellationToken cancellationToken = default);

    /// <summary>Lists all notices about a person, oldest first; also about somebody who was erased.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>What is on record.</returns>
    /// <exception cref="InvalidOperationException">There is no such person.</exception>
    Task<IReadOnlyList<NoticeRecord>> ListAsync(DataSubject subject, CancellationToken cancellationToken = default);

    /// <summary>Lists the notices that nobody has settled: those that wait, and those that were given up.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>What is on record, oldest first.</returns>
    Task<IReadOnlyList<NoticeRecord>> ListOpenAsync(CancellationToken cancellationToken = default);

    /// <summary>Loads a notice with what identifies the person, for somebody who tells the recipient by hand.</summary>
    /// <param name="noticeId">The id of the notice.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The notice; without identifiers once it has an outcome.</returns>
    /// <exception cref="InvalidOperationException">There is no such notice.</exception>
    Task<RecipientNotice> LoadAsync(Guid noticeId, CancellationToken cancellationToken = default);

    /// <summary>Records what came of a notice by hand. Cannot be undone: what identifies the person to the recipient is destroyed.</summary>
    /// <param name="noticeId">The id of a notice that waits, or was given up.</param>
    /// <param name="outcome">Any but <see cref="NoticeOutcome.Failed"/>.</param>
    /// <param name="justification">
    /// Why the recipient is not told; required for <see cref="NoticeOutcome.Impossible"/> and <see cref="NoticeOutcome.DisproportionateEffort"/>. It is kept
    /// in plain text: write nothing into it that identifies the person.
    /// </param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    /// <returns>A task that ends when it is recorded. The key is destroyed with the next dispatch or erasure.</returns>
    /// <exception cref="ArgumentException">The outcome is no answer, or the justification is missing.</exception>
    /// <exception cref="InvalidOperationException">There is no such notice, or it is settled.</exception>
    Task SettleAsync(Guid noticeId, NoticeOutcome outcome, string? justification = null, CancellationToken cancellationToken = default);

    /// <summary>Tells the recipients who wait and whose turn it is, and records what came of it.</summary>
    /// <remarks>
    /// Several processes can do it at once: each notice is taken by one. An attempt that fails is made again after a minute or two, then later and later, at the most
    /// six hours; the recipient's other notices wait for the next dispatch, those of other recipients do not. Do not call it inside a transaction of your own.
    /// </remarks>
    /// <param name="cancellationToken">Stops between two notices.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="InvalidOperationException">A transaction is open, or no notifier is registered.</exception>
    Task<NoticeDispatch> DispatchAsync(CancellationToken cancellationToken = default);
}
