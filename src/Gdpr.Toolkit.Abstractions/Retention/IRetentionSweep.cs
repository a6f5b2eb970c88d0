namespace Gdpr.Toolkit.Retention;

/// <summary>Takes what nothing keeps any more: the storage limitation of GDPR Art. 5(1)(e), carried out.</summary>
/// <remarks>
/// <para>
/// Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time. Several
/// processes can sweep the same database at once: they take turns, and each row is handled once. What <see cref="IPersonalDataRetention.ExplainAsync"/>
/// says is due is what goes, and nothing else.
/// </para>
/// <para>
/// Values become null or their <c>Replacement</c> where the purpose says <see cref="ExpiryAction.Erase"/> or <see cref="ExpiryAction.Anonymise"/>; rows go
/// where it says <see cref="ExpiryAction.Delete"/> and nothing else in them is kept. Somebody of whom nothing is kept any more, who was removed, or
/// of whom an erasure had retained something until now, is erased: keys are destroyed, and a certificate is made and handed to what <c>gdpr.KeepErasureCertificates</c> has named.
/// </para>
/// </remarks>
public interface IRetentionSweep
{
    /// <summary>Sweeps all contexts once. Cannot be undone, unless it is a dry run.</summary>
    /// <remarks>
    /// Batches commit one by one: what a sweep has done that is cancelled, fails or is killed stays done, and the next goes on. Query filters that
    /// are boundaries hold: with tenants, sweep in a scope of each. A look-up of legal holds that fails stops it.
    /// Do not call it inside a transaction of your own.
    /// </remarks>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>What was taken, by entity and property, and what is still overdue.</returns>
    /// <exception cref="InvalidOperationException">
    /// A transaction is open, or the context has unsaved changes; a legal hold names what the application does not have; or nothing keeps the certificates of people
    /// who are erased (<c>gdpr.KeepErasureCertificates</c>), which only a dry run does without.
    /// </exception>
    /// <exception cref="NotSupportedException">The model has a required property that falls due and cannot be emptied. Nothing was swept.</exception>
    Task<SweepReport> RunAsync(SweepOptions? options = null, CancellationToken cancellationToken = default);
}
