namespace Gdpr.Toolkit.Encryption;

/// <summary>The rows a realm is opened from.</summary>
internal sealed record RealmRows(IReadOnlyList<EpochRow> Epochs, IReadOnlyList<RootRow> Roots);
