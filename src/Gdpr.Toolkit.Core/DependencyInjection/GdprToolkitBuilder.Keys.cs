using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit;

public sealed partial class GdprToolkitBuilder
{
    private static readonly TimeSpan EpochSecretLockTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Uses a key of your own as key-encryption key, such as one in a key management service, in the place of a certificate.</summary>
    /// <remarks>
    /// Needs <see cref="UseSigningCertificate"/>: key epochs are signed. With <see cref="UseCertificate"/> beside it, what the certificate
    /// has wrapped opens as well; new epochs are wrapped by this key only. Losing it makes all encrypted values unreadable for good.
    /// </remarks>
    /// <param name="key">The key. It stays yours to dispose, after the service provider.</param>
    /// <returns>The same builder.</returns>
    public GdprToolkitBuilder UseKeyEncryptionKey(IKeyEncryptionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _options.KeyEncryptionKey = key;
        return this;
    }

    /// <summary>Keeps the secrets of key epochs in a file outside of the database.</summary>
    /// <remarks>
    /// <para>Only with it does a rotation of key epochs make old backups of the key tables useless. The file belongs beside the certificate,
    /// not into the database's backups. <b>Losing it makes everything unreadable for good</b>: copy it after each rotation, over the last copy.</para>
    /// <para>It is made where there is none, for its owner only (mode 0600), with a <c>.lock</c> file beside it. All processes of a
    /// database have to use one file, so that they run on one machine; for several machines, write an <see cref="IEpochSecretStore"/>.
    /// A database that has keys already gets its first secret with the next rotation of epochs.</para>
    /// </remarks>
    /// <param name="path">The file, relative to the current directory if it is not absolute. Its folder has to be there.</param>
    /// <returns>The same builder. What uses keys throws <see cref="IOException"/> where the file is damaged.</returns>
    public GdprToolkitBuilder UseEpochSecretFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return UseEpochSecrets(new EpochSecretFile(path, EpochSecretLockTimeout));
    }

    /// <summary>Keeps the secrets of key epochs in a store of your own outside of the database; see <see cref="UseEpochSecretFile"/>.</summary>
    /// <param name="secrets">The store. It stays yours to dispose, after the service provider.</param>
    /// <returns>The same builder.</returns>
    public GdprToolkitBuilder UseEpochSecrets(IEpochSecretStore secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        _options.EpochSecrets = secrets;
        return this;
    }

    /// <summary>Gives every searchable property a second column for its blind index, without which the index root cannot be rotated.</summary>
    /// <remarks>
    /// The column and its index are part of the model: add a migration. Roll it out to <b>every</b> process before <c>RotateIndexAsync</c> is
    /// called first: one without it would go on writing the first column only. Each save that writes encrypted values then looks at the
    /// index roots once more, and each process does every half lease of keys. Do not take it back once an index has been rotated.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public GdprToolkitBuilder PrepareIndexRotation()
    {
        _options.PreparesIndexRotation = true;
        return this;
    }

    /// <summary>Configures how keys are rotated.</summary>
    /// <param name="configure">Changes the options.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public GdprToolkitBuilder ConfigureKeyRotation(Action<KeyRotationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(_options.KeyRotation);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.KeyRotation.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.KeyRotation.BatchSize, 10_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.KeyRotation.MaximumTransactionAge, TimeSpan.Zero);
        return this;
    }
}
