namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Has no settings: it is what the host validates when it starts.</summary>
/// <typeparam name="TContext">The context whose model is built.</typeparam>
internal sealed class ModelValidation<TContext>;
