namespace Gdpr.Toolkit.Erasure;

/// <summary>Why a value is kept although the person is erased.</summary>
/// <param name="Purpose">The purpose that keeps it; null where only a legal hold does.</param>
/// <param name="Law">The law as cited where the purpose was registered; null where only a minimum period keeps it. For a hold, the exception.</param>
/// <param name="Until">The last day; null while the period has not begun, and for a hold.</param>
/// <param name="Exception">The exception of GDPR Art. 17(3), or the minimum that defers the erasure.</param>
internal sealed record RetentionReason(string? Purpose, string? Law, DateOnly? Until, RetentionException Exception)
{
    /// <summary>Gets all purposes that keep it today, the named one included.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>Tells whether another reason is the same, of the same purposes.</summary>
    public bool IsSame(RetentionReason other) => Purposes.SequenceEqual(other.Purposes) && this == other with { Purposes = Purposes };

    /// <summary>Tells whether this keeps a value as long as another reason does.</summary>
    public bool IsAsLongAs(RetentionReason other) => Until is null || Until >= other.Until;
}
