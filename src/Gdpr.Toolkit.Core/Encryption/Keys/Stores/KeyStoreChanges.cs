namespace Gdpr.Toolkit.Encryption;

/// <summary>What is to be written to a key store, all of it or nothing.</summary>
internal sealed class KeyStoreChanges
{
    public IReadOnlyCollection<EpochRow> NewEpochs { get; init; } = [];

    /// <summary>Gets changed epochs, each with the signature that the stored row has to have.</summary>
    public IReadOnlyCollection<Changed<EpochRow>> Epochs { get; init; } = [];

    public IReadOnlyCollection<RootRow> NewRoots { get; init; } = [];

    /// <summary>Gets changed roots, each with the MAC that the stored row has to have.</summary>
    public IReadOnlyCollection<Changed<RootRow>> Roots { get; init; } = [];

    public IReadOnlyCollection<KeyRow> NewKeys { get; init; } = [];

    /// <summary>Gets changed keys, each with the MAC that the stored row has to have.</summary>
    public IReadOnlyCollection<Changed<KeyRow>> Keys { get; init; } = [];

    public IReadOnlyCollection<RevocationRow> NewRevocations { get; init; } = [];

    public IReadOnlyCollection<RevocationRow> EndedRevocations { get; init; } = [];

    public bool IsEmpty => NewEpochs.Count + Epochs.Count + NewRoots.Count + Roots.Count + NewKeys.Count + Keys.Count
        + NewRevocations.Count + EndedRevocations.Count == 0;
}
