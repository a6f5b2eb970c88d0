using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Lets rows be marked as deleted in any order: what hangs on them is looked at when they are saved, until this is disposed.</summary>
/// <remarks>At once, EF refuses to delete a row while another one that is restricted to it has not been marked yet.</remarks>
internal sealed class CascadeAtSave : IDisposable
{
    private readonly ChangeTracker _tracker;
    private readonly CascadeTiming _timing;

    private CascadeAtSave(ChangeTracker tracker)
    {
        (_tracker, _timing) = (tracker, tracker.CascadeDeleteTiming);
        tracker.CascadeDeleteTiming = CascadeTiming.OnSaveChanges;
    }

    public static CascadeAtSave Begin(ChangeTracker tracker) => new(tracker);

    public void Dispose() => _tracker.CascadeDeleteTiming = _timing;
}
