using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>An erasure worked out row by row. What the application sees of it is the summary.</summary>
internal sealed class DetailedPlan
{
    private DetailedPlan(IReadOnlyList<PersonRow> rows, RetentionDecider decider) => Rows = Plan(rows, decider);

    public IReadOnlyList<PlannedRow> Rows { get; }

    /// <summary>Gets the certificate of the erasure that this one goes on with; null for a person's first.</summary>
    public Guid? EarlierCertificate => Rows.Select(row => row.Row).First(row => row.Mapped.IsSubject) is var person
        ? (Guid?)person[person.Mapped.EntityType.FindProperty(SoftErasureProperties.CertificateId)!]
        : null;

    /// <summary>Works out what erasing a person does to their rows.</summary>
    /// <exception cref="NotSupportedException">It could not be carried out.</exception>
    public static async Task<DetailedPlan> MakeAsync(
        Person person, IReadOnlyList<PersonRow> rows, RetentionDecider decider, CancellationToken cancellationToken)
    {
        var plan = new DetailedPlan(rows, decider);
        plan.Keep();
        if (await new ForeignDependents(person.Context, rows).KeepAsync(plan.Rows, cancellationToken).ConfigureAwait(false))
        {
            plan.Keep();
        }

        await BoundaryGuard.RequireNothingBeyondAsync(person, rows, cancellationToken).ConfigureAwait(false);
        ErasureFeasibility.Require(plan);
        return plan;
    }

    /// <summary>Computes SHA-256 over all values of all rows and what happens to them.</summary>
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
                foreach (var text in row.Row.Texts(property))
                {
                    Append(hash, text);
                }
            }
        }

        return hash.GetHashAndReset();
    }

    private static List<PlannedRow> Plan(IReadOnlyList<PersonRow> rows, RetentionDecider decider)
    {
        var retained = rows.ToDictionary(row => row, row => Retained(row, decider));
        var dated = new HashSet<PersonRow>();
        foreach (var (row, reason) in retained.SelectMany(row => row.Value.Values.Select(reason => (row.Key, reason))).ToList())
        {
            foreach (var (source, date) in decider.Dates(row, reason))
            {
                dated.Add(source);
                if (date.Mark is not null && source.Personal.Contains(date) && !(retained[source].TryGetValue(date, out var own) && own.IsAsLongAs(reason)))
                {
                    retained[source][date] = reason;
                }
            }
        }

        return
        [
            .. rows.Select(row => new PlannedRow(row, retained[row])
            {
                IsKept = row.Mapped.IsSubject || row.Mapped.IsShared || retained[row].Count > 0 || dated.Contains(row) || decider.Holds.IsOn(row.Mapped),
            }),
        ];
    }

    private static Dictionary<MappedProperty, RetentionReason> Retained(PersonRow row, RetentionDecider decider)
        => row.Personal
            .Select(property => (Property: property, Reason: decider.Decide(row, property)))
            .Where(value => value.Reason is not null)
            .ToDictionary(value => value.Property, value => value.Reason!);

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
