namespace Gdpr.Toolkit.Encryption;

/// <summary>Destroys the key of one purpose of a person, and leaves the others (GDPR Art. 17(1)(b): a consent is withdrawn).</summary>
/// <remarks>
/// Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time.
/// <see cref="EncryptedAttribute.KeyGroup"/> says which properties are of a group.
/// </remarks>
public interface IPersonalDataKeyGroups
{
    /// <summary>Destroys a person's key of a group, and takes its values out of the blind indexes. Cannot be undone.</summary>
    /// <remarks>
    /// Rows stay, and their values of the group read as <see cref="EncryptedAttribute.WhenDestroyed"/> says; values of other groups
    /// stay readable. The database changes in one transaction. Then it waits until no process can use the key any more (1.26 times
    /// <c>KeyCacheOptions.LeaseDuration</c>). A process that ends in between leaves the rest to
    /// <see cref="Erasure.IPersonalDataErasure.ResumeAsync"/>. Calling it again is safe. The context forgets what it tracks.
    /// Nothing is encrypted for the person under the group any more, until <see cref="RenewAsync"/>.
    /// </remarks>
    /// <param name="subject">The person.</param>
    /// <param name="group">The group's name, as <see cref="EncryptedAttribute.KeyGroup"/> has it.</param>
    /// <param name="cancellationToken">Cancels before the commit; afterwards the key is destroyed in any case.</param>
    /// <returns>How many keys were destroyed: 0 where nothing was encrypted under the group, or it was destroyed before.</returns>
    /// <exception cref="ArgumentException">No property of the person is of such a group.</exception>
    /// <exception cref="Gdpr.Toolkit.Holds.LegalHoldException">A legal hold is in force on values of the group. Nothing was destroyed.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is no such person; a transaction is open, or the context has unsaved changes; or the key was still there afterwards.
    /// </exception>
    Task<int> DestroyAsync(DataSubject subject, string group, CancellationToken cancellationToken = default);

    /// <summary>Gives a person a new key in the place of a group's destroyed one: the consent was given again.</summary>
    /// <remarks>
    /// What the old key had encrypted stays unreadable. It happens in your transaction, if there is one. A person who was erased gets
    /// no new key.
    /// </remarks>
    /// <param name="subject">The person.</param>
    /// <param name="group">The group's name.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Whether the group was destroyed before; otherwise nothing was done.</returns>
    /// <exception cref="ArgumentException">No property of the person is of such a group.</exception>
    /// <exception cref="SubjectKeyDestroyedException">The person was erased.</exception>
    /// <exception cref="InvalidOperationException">The key is still being destroyed, or somebody else renewed it at the same time.</exception>
    Task<bool> RenewAsync(DataSubject subject, string group, CancellationToken cancellationToken = default);
}
