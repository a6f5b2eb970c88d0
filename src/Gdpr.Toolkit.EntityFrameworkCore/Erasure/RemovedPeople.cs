using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Erasure;

/// <summary>The people whom the running save of one context removes.</summary>
internal sealed class RemovedPeople : IResettableService
{
    private readonly List<EntityEntry> _entries = [];

    /// <summary>Takes those of a save, besides those of an earlier one that failed: they are still to be saved.</summary>
    public void Begin(IEnumerable<EntityEntry> entries)
    {
        _entries.RemoveAll(entry => entry.State != EntityState.Modified);
        _entries.AddRange(entries);
    }

    /// <summary>Stops tracking them once they are saved, as EF does with what it has deleted: <c>Find</c> must not return them.</summary>
    public void LetGo()
    {
        foreach (var entry in _entries.Where(entry => entry.State == EntityState.Unchanged))
        {
            entry.State = EntityState.Detached;
        }

        _entries.Clear();
    }

    public void ResetState() => _entries.Clear();

    public Task ResetStateAsync(CancellationToken cancellationToken = default)
    {
        ResetState();
        return Task.CompletedTask;
    }
}
