using System.Globalization;
using System.Text;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What erasing one person would do, computed from the model, the registered purposes and the person's rows.</summary>
/// <remarks>Immutable. Made by <see cref="IPersonalDataErasure.PlanAsync"/>; holds no values.</remarks>
public sealed class ErasurePlan
{
    /// <summary>Creates a plan. Applications get theirs from <see cref="IPersonalDataErasure.PlanAsync"/>.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="subjectReference">The pseudonymous reference, in hexadecimal.</param>
    /// <param name="asOf">The day for which retention was computed, in the controller's time zone.</param>
    /// <param name="ground">Why the person is erased.</param>
    /// <param name="decisions">What happens, in the order in which it is carried out.</param>
    /// <param name="fingerprint">A keyed hash over the rows that the plan was made from, in hexadecimal.</param>
    public ErasurePlan(
        DataSubject subject,
        string subjectReference,
        DateOnly asOf,
        ErasureGround? ground,
        IReadOnlyList<ErasureDecision> decisions,
        string fingerprint)
    {
        Subject = subject;
        SubjectReference = subjectReference;
        AsOf = asOf;
        Ground = ground;
        Decisions = decisions;
        Fingerprint = fingerprint;
    }

    /// <summary>Gets the person.</summary>
    public DataSubject Subject { get; }

    /// <summary>Gets the pseudonymous reference that certificates carry: 64 hexadecimal digits, or empty while the database holds no keys.</summary>
    public string SubjectReference { get; }

    /// <summary>Gets the day for which retention was computed, in the controller's time zone.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Gets why the person is erased, if it was said.</summary>
    public ErasureGround? Ground { get; }

    /// <summary>Gets what happens, in the order in which it is carried out.</summary>
    public IReadOnlyList<ErasureDecision> Decisions { get; }

    /// <summary>Gets the names of the recipients who will be told (GDPR Art. 19): those of the purposes of what is erased.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Gets the id of the person's last certificate, which that of this erasure will amend; null for a person's first erasure.</summary>
    /// <remarks>A plan is refused once somebody else's erasure has signed a later one.</remarks>
    public string? Amends { get; init; }

    /// <summary>Gets a keyed hash over the state that the plan was made from; a plan is refused once this has changed.</summary>
    public string Fingerprint { get; }

    /// <summary>Prints the plan as a table, a line a decision, and the recipients who will be told.</summary>
    /// <returns>Plain text without values.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(TextTable.Write(["Entity", "Property", "Rows", "Action", "Until", "Why"], Decisions.Select(Row)));
        if (Recipients.Count > 0)
        {
            text.AppendLine().AppendLine("Recipients to be told: " + string.Join(", ", Recipients));
        }

        return text.ToString();
    }

    private static string[] Row(ErasureDecision decision) =>
    [
        decision.Entity,
        decision.Property ?? "(key)",
        decision.Rows.ToString(CultureInfo.InvariantCulture),
        decision.Action.ToString(),
        decision.RetainedUntil?.ToString("O", CultureInfo.InvariantCulture) ?? "",
        decision.Law is null ? decision.Explanation : $"{decision.Explanation} ({decision.Law})",
    ];
}
