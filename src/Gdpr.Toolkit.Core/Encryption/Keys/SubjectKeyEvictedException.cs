namespace Gdpr.Toolkit.Encryption;

/// <summary>A key was let go by its cache before it was used: load it again. Never reaches users of the library.</summary>
internal sealed class SubjectKeyEvictedException(string message) : InvalidOperationException(message);
