namespace Gdpr.Toolkit.Encryption;

/// <summary>How many positions before and after a key are read with it.</summary>
internal readonly record struct KeyReach(long Before, long After);
