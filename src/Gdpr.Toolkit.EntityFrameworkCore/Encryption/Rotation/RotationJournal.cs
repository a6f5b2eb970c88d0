using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Remembers how far a rotation has come. Several processes may write: only what follows on what was read is kept.</summary>
internal sealed class RotationJournal(DbContext context, GdprRuntime runtime, string name)
{
    private const int Attempts = 8;

    /// <summary>Finds the step that is going on; null when there is none.</summary>
    public async Task<RotationRow?> FindAsync(CancellationToken cancellationToken)
    {
        using var tables = KeyTables.OpenOnConnectionOf(context);
        return await tables.Set<RotationRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Name == name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds a step that has begun, or begins it now.</summary>
    public async Task<RotationRow> BeginAsync(string step, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var found = await FindAsync(cancellationToken).ConfigureAwait(false);
            if (found?.Step == step)
            {
                return found;
            }

            var row = new RotationRow
            {
                Name = name,
                Step = step,
                Since = runtime.Time.GetUtcNow().ToUnixTimeMilliseconds(),
                Revision = found?.Revision ?? 0,
            };
            if (await TrySaveAsync(row, isNew: found is null, cancellationToken).ConfigureAwait(false))
            {
                return row;
            }
        }

        throw KeyStoreErrors.Contended();
    }

    /// <summary>Writes how far a step has come.</summary>
    /// <returns><see langword="false"/> when somebody else has written since the row was read.</returns>
    public Task<bool> TrySaveAsync(RotationRow row, CancellationToken cancellationToken) => TrySaveAsync(row, isNew: false, cancellationToken);

    /// <summary>Forgets the rotation, unless somebody else goes on with it.</summary>
    public async Task EndAsync(RotationRow row, CancellationToken cancellationToken)
    {
        using var tables = KeyTables.OpenOnConnectionOf(context);
        await tables.Set<RotationRow>()
            .Where(other => other.Name == name && other.Revision == row.Revision)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<bool> TrySaveAsync(RotationRow row, bool isNew, CancellationToken cancellationToken)
    {
        using var tables = KeyTables.OpenOnConnectionOf(context);
        var entry = tables.Entry(row);
        entry.State = isNew ? EntityState.Added : EntityState.Modified;
        row.Revision++;
        try
        {
            await tables.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException) when (isNew)
        {
            return false;
        }
    }
}
