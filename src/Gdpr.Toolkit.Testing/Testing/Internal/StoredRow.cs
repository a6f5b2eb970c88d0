using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>A row as EF Core tracks it, seen on one of the ways by which it can be somebody's.</summary>
internal sealed class StoredRow(MappedEntity mapped, EntityEntry entry)
{
    private readonly PersonRow _values = new(mapped, entry.Entity, [.. mapped.Shadow.Select(property => entry.Property(property).CurrentValue)]);

    public MappedEntity Mapped { get; } = mapped;

    public EntityEntry Entry { get; } = entry;

    /// <summary>Reads a value that is personal data in this row: one, or one for each element of a collection; none where a condition says that it is not.</summary>
    public IEnumerable<object?> Values(MappedProperty property) => _values.Values(property);

    /// <summary>Reads what an export shows of a value: not what is kept from the person for the sake of others.</summary>
    public IEnumerable<object?> ShownValues(MappedProperty property)
        => property.WithheldWhen is null
            ? Values(property)
            : _values.Owners(property.Steps)
                .Where(owner => property.IsPersonalIn(owner) && !property.IsWithheldIn(owner))
                .Select(owner => property.Steps.Count == 0 ? _values[property.Property] : property.Property.GetGetter().GetClrValue(owner));
}
