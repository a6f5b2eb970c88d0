namespace Gdpr.Toolkit.Recipients;

/// <summary>What one dispatch of notices has come to.</summary>
/// <remarks>Immutable; holds counts only.</remarks>
public sealed record NoticeDispatch
{
    /// <summary>Gets how many recipients were told.</summary>
    public required int Notified { get; init; }

    /// <summary>Gets how many notices were settled without telling: impossible, or disproportionate effort.</summary>
    public required int Dispensed { get; init; }

    /// <summary>Gets how many attempts failed. They are made again, later and later.</summary>
    public required int Retrying { get; init; }

    /// <summary>Gets how many notices were given up, because their time was up.</summary>
    public required int GivenUp { get; init; }

    /// <summary>Gets how many notices somebody has to see to: they wait for too long, or were given up, by whichever dispatch.</summary>
    public required int Overdue { get; init; }
}
