using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Has a context do to tracked rows what is planned for them, with its next save.</summary>
internal sealed class RowErasure(DbContext context, TimeProvider time)
{
    public void Apply(PersonRow row, PlannedRow planned)
    {
        var entry = context.Entry(row.Entity);
        if (!planned.IsKept)
        {
            entry.State = EntityState.Deleted;
            return;
        }

        foreach (var property in row.Mapped.Personal)
        {
            Apply(row, property, isRetained: planned.Retained.ContainsKey(property));
        }

        if (row.Mapped.IsSubject)
        {
            entry.Property(SoftErasureProperties.RequestedAt).CurrentValue ??= time.GetUtcNow().ToUnixTimeMilliseconds();
            // Keys and what lies outside the database go after the commit. Should the process end before, the person is still listed as pending.
            entry.Property(SoftErasureProperties.ErasedAt).CurrentValue = null;
        }
    }

    private void Apply(PersonRow row, MappedProperty property, bool isRetained)
    {
        foreach (var part in EntryPart.Of(context, row, property).ToList())
        {
            var value = part.Property(property.Property);
            if (property.IsPersonalIn(part.Owner) && !isRetained)
            {
                value.CurrentValue = ReplacementValue.For(property.Property, property.Mark!);
            }

            // Even an encrypted value that stays the same is written again, under the key that outlives the erasure.
            value.IsModified |= property.IsEncrypted;
        }
    }
}
