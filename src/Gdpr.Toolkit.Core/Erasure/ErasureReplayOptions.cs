namespace Gdpr.Toolkit.Erasure;

/// <summary>How a ledger is replayed.</summary>
public sealed class ErasureReplayOptions
{
    /// <summary>Gets or sets what happens to people whose identity was erased and who have no key by which they could be told apart.</summary>
    /// <value>The default is <see cref="PeopleWithoutKeys.Undecided"/>: nothing is done, and the database stays refused.</value>
    public PeopleWithoutKeys PeopleWithoutKeys { get; set; }
}
