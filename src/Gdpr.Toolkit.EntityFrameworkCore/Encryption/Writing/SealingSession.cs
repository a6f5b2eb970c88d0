using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Says during one save which key each entry's values are sealed under.</summary>
internal sealed class SealingSession : IResettableService
{
    private readonly Dictionary<IUpdateEntry, SubjectKey> _keys = [];

    /// <summary>Gets the realm whose index keys are in force; null outside a save that seals.</summary>
    public Realm? Realm { get; private set; }

    /// <summary>Gets or sets the key group that an erasure re-seals what it retains under; null for the person's own key.</summary>
    public string? ErasureGroup { get; set; }

    public void Begin(Realm realm, IEnumerable<KeyValuePair<IUpdateEntry, SubjectKey>> keys)
    {
        End();
        Realm = realm;
        foreach (var (entry, key) in keys)
        {
            _keys[entry] = key;
        }
    }

    public SubjectKey? Find(IUpdateEntry entry) => _keys.GetValueOrDefault(entry);

    public void End()
    {
        Realm = null;
        _keys.Clear();
    }

    public void ResetState()
    {
        End();
        ErasureGroup = null;
    }

    public Task ResetStateAsync(CancellationToken cancellationToken = default)
    {
        ResetState();
        return Task.CompletedTask;
    }
}
