namespace Gdpr.Toolkit.Encryption;

/// <summary>Which person an erasure is of, and the key group that it seals what it retains under.</summary>
internal sealed record ErasureSealing(byte[] SubjectReference, string Group);
