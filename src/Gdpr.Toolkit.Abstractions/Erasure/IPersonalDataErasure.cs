namespace Gdpr.Toolkit.Erasure;

/// <summary>Plans and carries out the erasure of a person (GDPR Art. 17).</summary>
/// <remarks>
/// Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time.
/// </remarks>
public interface IPersonalDataErasure
{
    /// <summary>Works out what erasing a person would do to every value, and why. Changes nothing.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="ground">Why the person is erased; it is printed on the certificate when given.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The plan, to be shown, approved and carried out.</returns>
    /// <exception cref="InvalidOperationException">
    /// The entity is not a data subject of the model, no such row exists, or what identifies people to a recipient (<c>Identify</c>) is not in any model.
    /// </exception>
    /// <exception cref="Gdpr.Toolkit.Sources.PersonalDataSourceException">A source outside the database could not say what it holds.</exception>
    Task<ErasurePlan> PlanAsync(
        DataSubject subject, ErasureGround? ground = null, CancellationToken cancellationToken = default);

    /// <summary>Carries out a plan, looks for what should be gone, and signs what was observed. Cannot be undone.</summary>
    /// <remarks>
    /// The database changes in one transaction: on an exception before its commit nothing is erased and the plan can be carried
    /// out again. Should the answer to the commit itself be lost, plan again: the plan shows how far it came.
    /// Then it waits until no process can use the person's keys any more (1.26 times <c>KeyCacheOptions.LeaseDuration</c>), and
    /// destroys them. A process that ends in between leaves that to <see cref="ResumeAsync"/>.
    /// Sources outside the database erase after the commit. One that fails makes the certificate incomplete, and the person is
    /// listed as pending until an erasure of a new plan has come through.
    /// A certificate is handed to what <c>gdpr.KeepErasureCertificates</c> has named, if anything is; what that throws comes out here, and the person is listed as pending
    /// although everything is erased: erase once more.
    /// Do not call it inside a transaction of your own.
    /// A plan is stale when the person's rows have changed. Of entities with more than 1,000 rows of the person the plan only counted rows where it
    /// could: of these, it is stale when something else would happen to as many of them.
    /// </remarks>
    /// <param name="plan">A plan made by <see cref="PlanAsync"/> on the same database.</param>
    /// <param name="options">How to carry it out; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels before the commit; afterwards it cancels the search for <see cref="ErasureOptions.Verification"/> only, and the certificate is made in any case.</param>
    /// <returns>The signed certificate of what was erased and what is retained, until when and by which law.</returns>
    /// <exception cref="StaleErasurePlanException">
    /// The person's data has changed since the plan was made, or somebody else has erased them: of erasures of one person at the same time, one makes the
    /// certificate, and the others wait for it and get its id (<see cref="StaleErasurePlanException.CertificateId"/>). Or, on PostgreSQL, another transaction that
    /// has written encrypted values of the person did not end in the time that commands may take.
    /// </exception>
    /// <exception cref="InvalidOperationException">A transaction is open, or the context has unsaved changes.</exception>
    /// <exception cref="Gdpr.Toolkit.Sources.PersonalDataSourceException">A source outside the database could not say what it holds. Nothing was erased.</exception>
    Task<ErasureCertificate> EraseAsync(
        ErasurePlan plan, ErasureOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Destroys the keys that erasures have committed to destroy, where their processes ended before they could. Cannot be undone.</summary>
    /// <remarks>
    /// Call it when the application starts, and from time to time: until then the keys of those erasures lie in the database, where
    /// this library opens nothing with them. Every erasure does it as well. Takes no time when there is nothing to do.
    /// </remarks>
    /// <param name="cancellationToken">Cancels; what is left can be resumed again.</param>
    /// <returns>How many keys there were to destroy.</returns>
    /// <exception cref="InvalidOperationException">A transaction is open, or others changed the same keys over and over.</exception>
    Task<int> ResumeAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the people whose entity was removed (and so hidden), but who are not erased yet, or not everywhere.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The people to plan and erase, oldest removal first.</returns>
    Task<IReadOnlyList<DataSubject>> ListPendingAsync(CancellationToken cancellationToken = default);

    /// <summary>Rewrites the database's files, so that they hold no old values. Takes time and, for SQLite, as much space again.</summary>
    /// <param name="cancellationToken">Cancels before the compaction starts.</param>
    /// <returns>What may still be left afterwards.</returns>
    /// <exception cref="InvalidOperationException">The database was busy, or a transaction is open.</exception>
    Task<PhysicalResidue> CompactAsync(CancellationToken cancellationToken = default);
}
