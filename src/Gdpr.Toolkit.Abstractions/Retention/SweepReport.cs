using System.Globalization;

namespace Gdpr.Toolkit.Retention;

/// <summary>What a sweep has taken, or would take.</summary>
/// <remarks>Immutable; holds names and counts, never values.</remarks>
public sealed record SweepReport
{
    /// <summary>Gets the day for which it was decided what is due, in the controller's time zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Gets whether nothing was changed.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>Gets whether it was stopped by <see cref="ISweepSwitch"/> before it had seen everything.</summary>
    public required bool IsStopped { get; init; }

    /// <summary>Gets what was taken, a line for each property and each kind of row.</summary>
    public required IReadOnlyList<SweepCount> Taken { get; init; }

    /// <summary>Gets how many people were erased: their keys are destroyed. Their values are not counted in <see cref="Taken"/>, but certified; the certificates were handed to what the application keeps them with.</summary>
    public required int PeopleErased { get; init; }

    /// <summary>Gets how many rows, and people who wait for their erasure, were left although their time is up, because of a legal hold or a restriction instead of erasure (GDPR Art. 18(1)(b)–(c)).</summary>
    public required int Suspended { get; init; }

    /// <summary>Gets how many rows and people are due and still there: what a dry run has found, or what could not be taken.</summary>
    /// <value>0 after a sweep that has come through; what is suspended does not count.</value>
    public required int Overdue { get; init; }

    /// <summary>Prints the report, a line for each count.</summary>
    /// <returns>Plain text without values.</returns>
    public override string ToString()
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsDryRun ? "Would sweep" : "Swept")} as of {AsOf:O}{(IsStopped ? ", stopped" : "")}: {PeopleErased} people erased, {Suspended} suspended, {Overdue} overdue.")
            + string.Concat(Taken.Select(count => string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}{count.Entity}.{count.Property}: {count.Rows} rows, {count.Action}")));
}
