namespace Gdpr.Toolkit.Encryption;

/// <summary>The epochs of a realm that are not destroyed, and which of them is active, at one moment.</summary>
internal sealed record OpenEpochs(int Active, IReadOnlyDictionary<int, EpochKeys> Keys);
