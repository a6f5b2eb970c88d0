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
    /// wrote it. One that does not open is left as it is, and counted. A call that was stopped goes on by being repeated with the same moment.
    /// For contexts that share a key store, call it for each.</para>
    /// <para>Replaced keys are <b>not destroyed</b> before their person is erased: they open files of <see cref="IPersonalDataProtector"/>, which no
    /// rotation can reach, and what a transaction that began before has still to commit.</para>
    /// </remarks>
    /// <param name="context">A context with <c>UseGdprToolkit()</c> and no open transaction.</param>
    /// <param name="madeBefore">Keys made at this moment or later stay. A moment to come counts as now.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    /// <returns>How far it came.</returns>
    /// <exception cref="InvalidOperationException">The context has an open transaction.</exception>
    /// <exception cref="ValueTamperedException">The row of a key was changed outside the library. Batches before it are kept.</exception>
    Task<SubjectKeyRotation> RotateSubjectKeysAsync(DbContext context, DateTimeOffset madeBefore, CancellationToken cancellationToken = default);

    /// <summary>Goes on with rotations of the realm that have begun. Begins none, and does nothing where there is none.</summary>
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
