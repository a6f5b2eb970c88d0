using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

// Every row is verified before it is signed again: what somebody has written to the key tables must not get our signature.
internal sealed partial class RealmFactory
{
    /// <summary>Makes the next epoch and retires the one that is active.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public async ValueTask<KeyStoreChanges> AddEpochAsync(IReadOnlyList<EpochRow> epochs, CancellationToken cancellationToken)
    {
        var current = await VerifyEpochsAsync(epochs, cancellationToken).ConfigureAwait(false);
        var added = await _vault
            .CreateAsync(current.StoreId, checked(current.Epoch + 1), current.Epoch, time.GetUtcNow(), cancellationToken)
            .ConfigureAwait(false);
        return new KeyStoreChanges { NewEpochs = [added], Epochs = [Change(current, EpochState.Retired, current.Envelope)] };
    }

    /// <summary>Takes the wrapped keys of retired epochs out of their rows, for good. Nothing may be wrapped under them any more.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public async ValueTask<KeyStoreChanges> DestroyEpochsAsync(
        IReadOnlyList<EpochRow> epochs, IReadOnlyCollection<int> destroyed, CancellationToken cancellationToken)
    {
        await VerifyEpochsAsync(epochs, cancellationToken).ConfigureAwait(false);
        return new KeyStoreChanges
        {
            Epochs =
            [
                .. epochs
                    .Where(row => row.State == EpochState.Retired && destroyed.Contains(row.Epoch))
                    .Select(row => Change(row, EpochState.Destroyed, [])),
            ],
        };
    }

    /// <summary>Destroys the secrets of all epochs that are destroyed in the database.</summary>
    /// <returns>Whether there was one left.</returns>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public async ValueTask<bool> DestroySecretsAsync(IReadOnlyList<EpochRow> epochs, CancellationToken cancellationToken)
    {
        if (secrets is null)
            return false;
        await VerifyEpochsAsync(epochs, cancellationToken).ConfigureAwait(false);
        var any = false;
        foreach (var row in epochs.Where(row => row.State == EpochState.Destroyed))
            any |= await secrets.DestroyAsync(row.StoreId, row.Epoch, cancellationToken).ConfigureAwait(false);
        return any;
    }

    /// <summary>Wraps all epochs for the key encryption key that is configured now, and signs them with the certificate that signs now.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public async ValueTask<KeyStoreChanges> RewrapEpochsAsync(IReadOnlyList<EpochRow> epochs, CancellationToken cancellationToken)
    {
        await VerifyEpochsAsync(epochs, cancellationToken).ConfigureAwait(false);
        var changes = new List<Changed<EpochRow>>();
        foreach (var row in epochs)
        {
            var envelope = row.State == EpochState.Destroyed ? [] : await _vault.RewrapAsync(row, cancellationToken).ConfigureAwait(false);
            changes.Add(Change(row, row.State, envelope));
        }

        return new KeyStoreChanges { Epochs = changes };
    }

    /// <summary>Whether an epoch has a secret outside of the database.</summary>
    public async ValueTask<bool> HasSecretAsync(EpochRow row, CancellationToken cancellationToken)
    {
        var secret = secrets is null ? null : await secrets.FindAsync(row.StoreId, row.Epoch, cancellationToken).ConfigureAwait(false);
        CryptographicOperations.ZeroMemory(secret);
        return secret is not null;
    }

    private Changed<EpochRow> Change(EpochRow row, EpochState state, byte[] envelope)
    {
        var stored = row.Signature;
        (row.State, row.Envelope) = (state, envelope);
        signer.Sign(row, time.GetUtcNow());
        return new Changed<EpochRow>(row, stored);
    }
}
