namespace Gdpr.Toolkit.Encryption;

/// <summary>Encrypts files of people that lie outside the database, under the key of the person that they are about (GDPR Art. 32(1)(a)).</summary>
/// <remarks>
/// Erasing the person destroys that key, and with it every copy of their files, in backups too. Whoever holds a file cannot
/// change, cut, reorder, extend or exchange it unnoticed. Files are read and written in pieces of 64 KiB, whatever their size.
/// Get the protector from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time.
/// </remarks>
public interface IPersonalDataProtector
{
    /// <summary>Encrypts a file. The person's key is made where there is none, in the context's current transaction if there is one.</summary>
    /// <remarks>If that transaction is rolled back, a key that was made in it is gone and the file unreadable for ever: delete the file.</remarks>
    /// <param name="subject">The person whom the file is about. Their row has to be saved.</param>
    /// <param name="name">What the file is, such as its path. Not stored: only the same name opens it, so that no other file of the person can take its place.</param>
    /// <param name="source">The file, read to its end. Stays open.</param>
    /// <param name="destination">Gets the encrypted file: 97 bytes more, and 16 for every further 64 KiB. Stays open.</param>
    /// <param name="cancellationToken">Cancels; what was written so far is useless.</param>
    /// <exception cref="InvalidOperationException">There is no such person.</exception>
    /// <exception cref="SubjectKeyDestroyedException">The person was erased.</exception>
    Task ProtectAsync(DataSubject subject, string name, Stream source, Stream destination, CancellationToken cancellationToken = default);

    /// <summary>Decrypts a file.</summary>
    /// <remarks>
    /// Every piece is checked before it is written, but only the last one shows that none is missing: use what was written
    /// after this method has returned, and discard it when it throws.
    /// </remarks>
    /// <param name="subject">The person whom the file is about.</param>
    /// <param name="name">The name that it was encrypted with.</param>
    /// <param name="source">The encrypted file, read to its end. Stays open.</param>
    /// <param name="destination">Gets the file. Stays open.</param>
    /// <param name="cancellationToken">Cancels between two pieces.</param>
    /// <exception cref="UnknownValueFormatException">It is no encrypted file.</exception>
    /// <exception cref="SubjectKeyMissingException">Its key is not in this database.</exception>
    /// <exception cref="SubjectKeyDestroyedException">The person was erased, perhaps while the file was being read.</exception>
    /// <exception cref="ValueTamperedException">It was changed or cut, or is another file or about another person.</exception>
    Task UnprotectAsync(DataSubject subject, string name, Stream source, Stream destination, CancellationToken cancellationToken = default);
}
