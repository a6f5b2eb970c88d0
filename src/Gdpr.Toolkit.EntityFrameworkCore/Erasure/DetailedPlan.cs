using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>An erasure worked out row by row. What the application sees of it is the summary.</summary>
internal sealed class DetailedPlan
{
    public DetailedPlan(IReadOnlyList<PersonRow> rows, RetentionDecider decider)
    {
        Rows = [.. rows.Select(row => Plan(row, decider))];
        Keep();
        ErasureFeasibility.Require(this);
        Fingerprint = Hash(Rows);
    }

    public IReadOnlyList<PlannedRow> Rows { get; }

    /// <summary>Gets SHA-256 over all values of all rows and what happens to them, in hexadecimal.</summary>
    public string Fingerprint { get; }

    private static PlannedRow Plan(PersonRow row, RetentionDecider decider)
    {
        var retained = new Dictionary<MappedProperty, RetentionReason>();
        foreach (var property in row.Mapped.Personal)
        {
            if (decider.Decide(row, property) is { } reason)
            {
                retained.Add(property, reason);
            }
        }

        return new PlannedRow(row, retained) { IsKept = row.Mapped.IsSubject || retained.Count > 0 };
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

        // Join rows without a class cannot be marked; they say with whom or what the person was linked, and go.
        // Rows stand in order of their distance from the person, so that the row they hang on is decided before them.
        foreach (var row in Rows.Where(row => !row.IsKept && !row.HasPersonalData && !row.Row.Mapped.IsJoin))
        {
            row.IsKept = links.Principals(row).All(principal => principal.IsKept);
        }
    }

    private static string Hash(IEnumerable<PlannedRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            Append(hash, row.Row.Mapped.EntityType.Name);
            Append(hash, row.IsKept ? "kept" : "deleted");
            foreach (var property in row.Row.Mapped.Properties.Where(property => !property.IsBookkeeping))
            {
                Append(hash, property.Path);
                Append(hash, row.Retained.TryGetValue(property, out var reason) ? $"{reason.Purpose} {reason.Until:O}" : "");
                foreach (var value in row.Row.Values(property))
                {
                    Append(hash, Text(value));
                }
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime or DateTimeOffset or DateOnly or TimeOnly => FormattableString.Invariant($"={value:O}"),
        _ => FormattableString.Invariant($"={value}"),
    };

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + ":"));
        hash.AppendData(bytes);
    }
}
