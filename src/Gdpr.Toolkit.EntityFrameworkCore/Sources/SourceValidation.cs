namespace Gdpr.Toolkit.Sources;

/// <summary>Has no settings: it is what the host validates when it starts.</summary>
internal sealed class SourceValidation;
