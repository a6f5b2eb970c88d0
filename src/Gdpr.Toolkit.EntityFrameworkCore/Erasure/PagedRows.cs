using System.Security.Cryptography;
using System.Text;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Remembers what was done to many rows: which they were, and digests of what is retained in them.</summary>
internal sealed class PagedRows
{
    private readonly Dictionary<UInt128, (PlannedRow Planned, UInt128[] Retained)> _rows = [];

    /// <summary>Notes a row as it is before the erasure.</summary>
    public void Note(PersonRow row, PlannedRow planned)
        => _rows.Add(Digest([RowIdentity.Of(row)]), (planned, [.. planned.Retained.Keys.Select(property => Digest(row.Texts(property)))]));

    /// <summary>Tells what was planned for a row; null for one that was not there.</summary>
    /// <param name="identity">What <see cref="RowIdentity"/> says of the row.</param>
    public PlannedRow? Find(string identity) => _rows.TryGetValue(Digest([identity]), out var noted) ? noted.Planned : null;

    /// <summary>Tells which of the values that are retained in a row are the same as before the erasure.</summary>
    public IReadOnlySet<MappedProperty> Same(PersonRow row)
    {
        var (planned, retained) = _rows[Digest([RowIdentity.Of(row)])];
        return planned.Retained.Keys.Where((property, index) => Digest(row.Texts(property)) == retained[index]).ToHashSet();
    }

    /// <summary>Counts the rows by what was planned for them.</summary>
    public Dictionary<PlannedRow, int> Count() => _rows.Values.CountBy(row => row.Planned).ToDictionary();

    private static UInt128 Digest(IEnumerable<string> texts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(ValueText.Of(texts)));
        return BitConverter.ToUInt128(hash);
    }
}
