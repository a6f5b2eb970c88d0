namespace Gdpr.Toolkit.Erasure;

/// <summary>Why a value is kept although the person is erased.</summary>
/// <param name="Purpose">The purpose that keeps it.</param>
/// <param name="Law">The law as cited where the purpose was registered.</param>
/// <param name="Until">The last day; null while the period has not begun.</param>
internal sealed record RetentionReason(string Purpose, string Law, DateOnly? Until);
