using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Makes and opens key epochs: the one place where the key encryption key and the epoch secrets enter. Thread-safe.</summary>
internal sealed class EpochVault(IKeyEncryptionKey kek, EpochSigner signer, IEpochSecretStore? secrets = null)
{
    public async ValueTask<EpochRow> CreateAsync(
        Guid storeId, int epoch, int previousEpoch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var secret = secrets is null ? [] : await secrets.GetOrCreateAsync(storeId, epoch, cancellationToken).ConfigureAwait(false);
        var content = EpochContent.Create(secret);
        try
        {
            var row = new EpochRow
            {
                StoreId = storeId,
                Epoch = epoch,
                State = EpochState.Active,
                PreviousEpoch = previousEpoch,
                Envelope = await kek.WrapAsync(content, cancellationToken).ConfigureAwait(false),
                CreatedAt = now.ToUnixTimeMilliseconds(),
            };
            signer.Sign(row, now);
            return row;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(content);
        }
    }

    public void Verify(EpochRow row) => signer.Verify(row);

    /// <summary>Opens an epoch whose signature has been verified.</summary>
    /// <exception cref="SubjectKeyMissingException">The key encryption key or the epoch secret is another one, or not there.</exception>
    /// <exception cref="ValueTamperedException">What was wrapped is not what this library wraps.</exception>
    public async ValueTask<EpochKeys> OpenAsync(EpochRow row, CancellationToken cancellationToken)
    {
        var content = await UnwrapAsync(row, cancellationToken).ConfigureAwait(false);
        byte[] secret = [];
        try
        {
            EpochContent.Require(content, row.Epoch);
            if (EpochContent.NeedsSecret(content))
                secret = await FindSecretAsync(row, content, cancellationToken).ConfigureAwait(false);
            using var realmKey = KeyDerivation.RealmKey(EpochContent.Key(content), secret, row.StoreId, row.Epoch);
            return new EpochKeys(realmKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Wraps the key of an epoch, whose signature has been verified, for the key encryption key that is configured now.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public async ValueTask<byte[]> RewrapAsync(EpochRow row, CancellationToken cancellationToken)
    {
        var content = await UnwrapAsync(row, cancellationToken).ConfigureAwait(false);
        try
        {
            EpochContent.Require(content, row.Epoch);
            return await kek.WrapAsync(content, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private async ValueTask<byte[]> UnwrapAsync(EpochRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await kek.UnwrapAsync(row.Envelope, cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException e)
        {
            throw EncryptionErrors.EpochNotUnwrapped(row.Epoch, e);
        }
    }

    private async ValueTask<byte[]> FindSecretAsync(EpochRow row, byte[] content, CancellationToken cancellationToken)
    {
        if (secrets is null)
            throw EncryptionErrors.EpochSecretsNotConfigured(row.Epoch);
        var secret = await secrets.FindAsync(row.StoreId, row.Epoch, cancellationToken).ConfigureAwait(false)
            ?? throw EncryptionErrors.EpochSecretMissing(row.Epoch);
        if (EpochContent.IsSecret(content, secret))
            return secret;
        CryptographicOperations.ZeroMemory(secret);
        throw EncryptionErrors.EpochSecretMissing(row.Epoch);
    }
}
