namespace Gdpr.Toolkit.Erasure;

/// <summary>What a replay of the erasure ledger has done.</summary>
public sealed record ErasureReplay
{
    /// <summary>Gets how databases and ledger stand to each other now.</summary>
    public required ErasureLedgerStatus Status { get; init; }

    /// <summary>Gets what became of each person of whom the database did not know that they were erased.</summary>
    public IReadOnlyList<ReplayedErasure> People { get; init; } = [];

    /// <summary>Gets the identities that go on after the highest number that an erased person can have had.</summary>
    public IReadOnlyList<AdvancedSequence> Sequences { get; init; } = [];

    /// <summary>Prints the state and a line for each person.</summary>
    /// <returns>Plain text without values.</returns>
    public override string ToString()
        => $"{People.Count} people, {Status.State}"
            + string.Concat(People.Select(person => $"{Environment.NewLine}{person.SubjectReference}: {person.Outcome}{(person.Certificate is null ? "" : $", certificate {person.Certificate.Id}")}"));
}
