using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Renews keys while the application goes on. Thread-safe, as far as contexts are not shared.</summary>
/// <remarks>
/// <para>Each call works on the key store of one context, in short transactions of its own, and can be stopped at any point and repeated, also
/// by several processes at once: nothing is written over what somebody else has changed meanwhile. No interceptor, event or log of the
/// application sees what is written.</para>
/// <para>Which rotation when: <c>docs/key-rotation.md</c>.</para>
/// </remarks>
public interface IKeyRotation
{
    /// <summary>Wraps all key epochs for the key encryption key, and signs them with the signing certificate, that are configured now.</summary>
    /// <remarks>
    /// Touches a handful of rows. Afterwards an earlier certificate is needed by nobody, and can be left out of the configuration once every
    /// process has the new one. <b>Backups from before stay readable to who has the earlier private key.</b>
    /// </remarks>
    /// <param name="context">A context with <c>UseGdprToolkit()</c> and no open transaction.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    /// <returns>How many epochs were written: 0 where no key has been made yet.</returns>
    /// <exception cref="InvalidOperationException">The context has an open transaction.</exception>
    /// <exception cref="SubjectKeyMissingException">An epoch does not open with what is configured: pass the earlier certificate as a recipient.</exception>
    /// <exception cref="ValueTamperedException">A row was not signed by a trusted certificate. Nothing was written.</exception>
    Task<int> RewrapEpochsAsync(DbContext context, CancellationToken cancellationToken = default);

    /// <summary>Begins a new key epoch, or goes on with one that has begun: wraps every key under it, and destroys the epoch before.</summary>
    /// <remarks>
    /// <para>The epoch before is destroyed at the earliest <see cref="KeyRotationOptions.MaximumTransactionAge"/> after the new one began: call again
    /// from <see cref="RealmRotation.ContinueFrom"/> on, or let <c>gdpr.RotateInBackground</c> do so. <b>Its destruction is irreversible.</b></para>
    /// <para>Values are not touched: people keep their keys.</para>
    /// </remarks>
    /// <param name="context">A context with <c>UseGdprToolkit()</c> and no open transaction.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    /// <returns>How far it came; null where no key has been made yet.</returns>
    /// <exception cref="InvalidOperationException">The context has an open transaction.</exception>
    /// <exception cref="SubjectKeyMissingException">An epoch does not open with what is configured.</exception>
    /// <exception cref="ValueTamperedException">An epoch or a root was changed outside the library.</exception>
    Task<RealmRotation?> RotateRealmAsync(DbContext context, CancellationToken cancellationToken = default);

    /// <summary>Replaces the keys of people that were made before a moment by a next version, and seals all values of the context's model under it.</summary>
    /// <remarks>
    /// <para>What is saved meanwhile is sealed under the new version by itself. A value that somebody changes at the same time stays as they
    /// wrote it. One that does not open is left as it is, and counted. A call that was stopped goes on where it was, by being repeated with the same moment.
    /// For contexts that share a key store, call it for each.</para>
    /// <para>Replaced keys are <b>not destroyed</b> by it: they open files of <see cref="IPersonalDataProtector"/>, which no rotation can reach, and
    /// what a transaction that began before has still to commit. See <see cref="DestroyReplacedKeysAsync"/>.</para>
    /// </remarks>
    /// <param name="context">A context with <c>UseGdprToolkit()</c> and no open transaction.</param>
    /// <param name="madeBefore">Keys made at this moment or later stay. A moment to come counts as now.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    /// <returns>How far it came.</returns>
    /// <exception cref="InvalidOperationException">The context has an open transaction.</exception>
    /// <exception cref="ValueTamperedException">The row of a key was changed outside the library. Batches before it are kept.</exception>
    Task<SubjectKeyRotation> RotateSubjectKeysAsync(DbContext context, DateTimeOffset madeBefore, CancellationToken cancellationToken = default);

    /// <summary>Destroys replaced keys of people that no stored value carries. <b>This is irreversible.</b></summary>
    /// <remarks>
    /// <para>Every encrypted value of the contexts is looked at. A key stays that one of them carries, and one that was replaced less than
    /// <see cref="KeyRotationOptions.MaximumTransactionAge"/> and a lease ago. Without this call, replaced keys go with their person's erasure.</para>
    /// <para><b>Files of <see cref="IPersonalDataProtector"/> that were written under a replaced key open no more</b>, and neither do values in
    /// backups, nor those of a context of the same key store that is not passed. Read such files and write them anew before.</para>
    /// </remarks>
    /// <param name="contexts">All contexts whose values are encrypted under keys of one store, with <c>UseGdprToolkit()</c> and no open transaction.</param>
    /// <param name="cancellationToken">Cancels the search. What is destroyed once it has begun is carried through.</param>
    /// <returns>How many were destroyed, and why others were not.</returns>
    /// <exception cref="ArgumentException">No context was passed, or they do not share one key store.</exception>
    /// <exception cref="InvalidOperationException">A context has an open transaction.</exception>
    /// <exception cref="NotSupportedException">Encrypted values lie where they cannot be looked for. Nothing was destroyed.</exception>
    Task<ReplacedKeyDestruction> DestroyReplacedKeysAsync(IReadOnlyCollection<DbContext> contexts, CancellationToken cancellationToken = default);

    /// <summary>Begins a new root for blind indexes, or goes on with one that has begun: writes every tag under it, and destroys the root before.</summary>
    /// <remarks>
    /// <para>Queries, unique indexes and joins work all the while. Three steps follow each other, with a wait of
    /// <see cref="KeyRotationOptions.MaximumTransactionAge"/> and a lease before each: every row gets its tag under the new root, beside the
    /// present one; queries read the new tags; the tags of the root before are taken away and it is destroyed. Call again from
    /// <see cref="IndexRotation.ContinueFrom"/> on, or let <c>gdpr.RotateInBackground</c> do so. <b>The destruction is irreversible:</b> the
    /// tags of data that is restored from before lead to nothing under keys from after it, until the values are saved anew.</para>
    /// <para>Tags that an erasure has cleared stay cleared. Searchable values of one key store have to be in <b>one</b> model, that of the context.</para>
    /// </remarks>
    /// <param name="context">A context with <c>UseGdprToolkit()</c> and no open transaction, whose model has all searchable values of the key store.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    /// <returns>How far it came; null where no key has been made yet.</returns>
    /// <exception cref="NotSupportedException">
    /// <c>gdpr.PrepareIndexRotation()</c> was not called; or a value lies in another table than its index; or there were 254 rotations.
    /// </exception>
    /// <exception cref="InvalidOperationException">The context has an open transaction.</exception>
    /// <exception cref="ValueTamperedException">A root was changed outside the library.</exception>
    Task<IndexRotation?> RotateIndexAsync(DbContext context, CancellationToken cancellationToken = default);

    /// <summary>Goes on with rotations of the realm, of the index root and of people's keys that have begun. Begins none, and does nothing where there is none.</summary>
    /// <param name="context">A context with <c>UseGdprToolkit()</c> and no open transaction.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    /// <returns>How things are afterwards.</returns>
    /// <inheritdoc cref="RotateRealmAsync" path="/exception"/>
    Task<KeyRotationProgress> ContinueAsync(DbContext context, CancellationToken cancellationToken = default);

    /// <summary>Tells how far rotations have come. Changes nothing.</summary>
    /// <param name="context">A context with <c>UseGdprToolkit()</c>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>What is left, by epoch.</returns>
    Task<KeyRotationProgress> GetProgressAsync(DbContext context, CancellationToken cancellationToken = default);
}
