using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>One <see cref="AesGcm"/> that belongs to one thread and one key.</summary>
internal sealed record CipherSlot(SubjectKey Key, AesGcm Cipher);
