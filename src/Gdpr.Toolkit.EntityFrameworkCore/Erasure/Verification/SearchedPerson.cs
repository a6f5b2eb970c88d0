using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>An erased person whose values are searched for, with the rows that stay theirs.</summary>
internal sealed class SearchedPerson(ErasureRun run)
{
    private readonly ILookup<string, PlannedRow> _rows =
        run.Plan.OneByOne.ToLookup(row => RowIdentity.Of(row.Row), row => row.Planned, StringComparer.Ordinal);

    private readonly object? _tenant = run.Plan.Rows.Select(row => row.Row).FirstOrDefault(row => row.Mapped is { IsSubject: true, TenantProperty: not null }) is { } person
        ? person[person.Mapped.TenantProperty!]
        : null;

    public IReadOnlyCollection<ErasedValue> Values => run.Searched.All;

    /// <summary>Says what it means that a value of the person was found in a column of a row; null where it is retained there.</summary>
    public VerificationFindingKind? Judge(SearchedTable table, string column, FoundRow row)
    {
        if (table.People is not { } people || !people.HasColumn(column))
        {
            return VerificationFindingKind.Unmapped;
        }

        var own = row.Identity is null ? [] : Planned(row.Identity).ToList();
        if (own.Count == 0)
        {
            return row.IsSomebodys ? VerificationFindingKind.FoundElsewhere : VerificationFindingKind.NobodysRow;
        }

        if (own.Exists(planned => planned.Retained.Keys.Any(property => people.IsIn(property, column))))
        {
            return null;
        }

        var stored = own.SelectMany(planned => planned.Row.Mapped.Properties).Where(property => people.IsIn(property, column)).ToList();
        return stored.Count > 0 && stored.TrueForAll(property => property.Classification == PropertyClassification.OtherPerson)
            ? VerificationFindingKind.FoundElsewhere
            : VerificationFindingKind.OwnRow;
    }

    /// <summary>Whether a row says of itself that it is of the person's tenant.</summary>
    public bool IsOfSameTenant(SearchedTable table, FoundRow row)
        => table.People is { Tenant: not null, Key.Count: > 0 } && Equals(row.Tenant, _tenant);

    private IEnumerable<PlannedRow> Planned(string identity) => run.Pages.Find(identity) is { } paged ? [paged] : _rows[identity];
}
