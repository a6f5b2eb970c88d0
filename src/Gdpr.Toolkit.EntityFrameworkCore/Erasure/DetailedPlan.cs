using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>An erasure worked out row by row, or by groups of rows that are alike. What the application sees of it is the summary.</summary>
internal sealed class DetailedPlan
{
    private DetailedPlan(IReadOnlyList<IRowsOfPerson> rows, RetentionDecider decider)
    {
        Holds = decider.Holds;
        Choices = decider.Choices;
        Rows = Plan(rows, decider);
    }

    public IReadOnlyList<PlannedRow> Rows { get; }

    /// <summary>Gets the certificate of the erasure that this one goes on with; null for a person's first.</summary>
    public Guid? EarlierCertificate => Rows.Select(row => row.Row).First(row => row.Mapped.IsSubject) is var person
        ? (Guid?)person[person.Mapped.EntityType.FindProperty(SoftErasureProperties.CertificateId)!]
        : null;

    /// <summary>Gets what is planned for rows that were read.</summary>
    public IEnumerable<(PersonRow Row, PlannedRow Planned)> OneByOne => Rows.Where(row => row.Row is PersonRow).Select(row => ((PersonRow)row.Row, row));

    /// <summary>Gets what is planned for rows that were only counted.</summary>
    public IEnumerable<PlannedRow> Groups => Rows.Where(row => row.IsCounted);

    /// <summary>Gets the legal holds that concern the person.</summary>
    public HoldBook Holds { get; }

    /// <summary>Gets how much is on record of what the person chose.</summary>
    public IReadOnlyList<ChoiceCount> Choices { get; }

    /// <summary>Reads a person's rows, in the context's transaction if there is one, and works out what erasing the person does to them.</summary>
    /// <exception cref="InvalidOperationException">There is no such person.</exception>
    /// <exception cref="NotSupportedException">It could not be carried out.</exception>
    public static async Task<DetailedPlan> MakeAsync(
        Person person, DateOnly today, bool tracking, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        var oneByOne = new HashSet<MappedEntity>();
        while (true)
        {
            var reader = new PlanReader(person, tracking);
            var rows = await reader.ReadAsync(oneByOne, cancellationToken).ConfigureAwait(false);
            var decider = await RetentionDecider.LoadAsync(runtime, person, today, rows, cancellationToken).ConfigureAwait(false);
            rows = await reader.CountAsync(rows, decider.Retained, cancellationToken).ConfigureAwait(false);
            var plan = new DetailedPlan(rows, decider);
            var undecided = plan.KeepDates(decider);
            if (undecided.Count == 0)
            {
                await plan.CompleteAsync(person, rows, decider, cancellationToken).ConfigureAwait(false);
                return plan;
            }

            oneByOne.UnionWith(undecided);
        }
    }

    /// <summary>Computes SHA-256 over all values of the rows that were read, the counts of the others, and what happens to them.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in Rows)
        {
            Append(hash, row.Row.Mapped.EntityType.Name);
            Append(hash, row.IsKept ? "kept" : "deleted");
            foreach (var property in row.Row.Mapped.Properties.Where(property => !property.IsBookkeeping))
            {
                Append(hash, property.Path);
                Append(hash, row.Retained.TryGetValue(property, out var reason) ? $"{reason.Exception} {reason.Purpose} {reason.Until:O}" : "");
                foreach (var text in (row.Row as PersonRow)?.Texts(property) ?? [])
                {
                    Append(hash, text);
                }
            }

            if (row.Row is RowGroup group)
            {
                Append(hash, group.Text);
                Append(hash, group.Count.ToString(CultureInfo.InvariantCulture));
            }
        }

        return hash.GetHashAndReset();
    }

    private async Task CompleteAsync(Person person, IReadOnlyList<IRowsOfPerson> rows, RetentionDecider decider, CancellationToken cancellationToken)
    {
        Keep();
        if (await new ForeignDependents(person.Context, rows).KeepAsync(Rows, cancellationToken).ConfigureAwait(false))
        {
            Keep();
        }

        RecordDates.Keep(Rows, decider);
        await BoundaryGuard.RequireNothingBeyondAsync(person, rows, cancellationToken).ConfigureAwait(false);
        ErasureFeasibility.Require(this);
    }

    private static List<PlannedRow> Plan(IReadOnlyList<IRowsOfPerson> rows, RetentionDecider decider)
    {
        var planned = new List<PlannedRow>();
        foreach (var entity in rows.GroupBy(row => row.Mapped))
        {
            planned.AddRange(entity.OfType<PersonRow>().Select(row => new PlannedRow(row, decider.Retained(row))));
            planned.AddRange(GroupRuns.Of(entity.OfType<RowGroup>(), decider.Retained));
        }

        foreach (var row in planned)
        {
            row.IsKept = row.Row.Mapped.IsSubject || row.Row.Mapped.IsShared || row.Retained.Count > 0 || decider.Holds.IsOn(row.Row.Mapped);
        }

        return planned;
    }

    /// <summary>Keeps the dates that something is kept by, and the rows that hold them.</summary>
    /// <returns>Entities of whose rows one stays for the sake of another row, and all the others do not: that cannot be said of groups.</returns>
    private HashSet<MappedEntity> KeepDates(RetentionDecider decider)
    {
        var undecided = new HashSet<MappedEntity>();
        var plans = Rows.ToDictionary(row => row.Row);
        var records = Rows.Select(row => row.Row).ToList();
        var retained = new Queue<(PlannedRow Row, MappedProperty Property, RetentionReason Reason)>(
            Rows.SelectMany(row => row.RetainedThere.Select(value => (row, value.Key, value.Value))));
        while (retained.TryDequeue(out var value))
        {
            var (row, property, reason) = value;
            foreach (var (source, date) in decider.Dates(row.Row, property, records))
            {
                var dated = plans[source];
                var keepsDate = date.Mark is not null && source.Personal.Contains(date)
                    && !(dated.Retained.TryGetValue(date, out var own) && own.IsAsLongAs(reason));
                if (dated != row && dated.IsCounted && (keepsDate || dated.Retained.Count == 0))
                {
                    undecided.Add(source.Mapped);
                }

                dated.IsKept = true;
                if (keepsDate)
                {
                    dated.Retain(date, reason);
                    retained.Enqueue((dated, date, reason));
                }
            }
        }

        return undecided;
    }

    /// <summary>Keeps what a kept row leads to; and rows that say nothing about the person, as long as theirs stays.</summary>
    private void Keep()
    {
        var links = new RowLinks(Rows);
        var queue = new Queue<PlannedRow>(Rows.Where(row => row.IsKept));
        while (queue.TryDequeue(out var row))
        {
            foreach (var principal in links.Principals(row).Where(principal => !principal.IsKept))
            {
                principal.IsKept = true;
                queue.Enqueue(principal);
            }
        }

        foreach (var row in Rows.Where(row => !row.IsKept))
        {
            row.IsKept = links.Whole(row)?.IsKept == true;
        }

        // Join rows without a class cannot be marked; they say with whom or what the person was linked, and go.
        // Rows stand in order of their distance from the person, so that the row they hang on is decided before them.
        foreach (var row in Rows.Where(row => !row.IsKept && !row.HasPersonalData && !row.Row.Mapped.IsJoin))
        {
            row.IsKept = links.Principals(row).All(principal => principal.IsKept);
        }
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + ":"));
        hash.AppendData(bytes);
    }
}
