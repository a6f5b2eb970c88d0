namespace Gdpr.Toolkit.Encryption;

/// <summary>The blind index of a property.</summary>
/// <param name="Place">Its place in a row.</param>
/// <param name="Compute">Computes the tag of a value; null where none belongs.</param>
internal sealed record CheckedTag(int Place, Func<object, Realm, byte[]?> Compute);
