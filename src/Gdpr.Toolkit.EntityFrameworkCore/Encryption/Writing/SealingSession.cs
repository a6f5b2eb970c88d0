using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Says during one save which key each entry's values of each key group are sealed under.</summary>
internal sealed class SealingSession : IResettableService
{
    private readonly HashSet<IUpdateEntry> _erased = [];
    private readonly HashSet<(object Entity, string Property)> _emptied = [];
    private IReadOnlyDictionary<(IUpdateEntry Entry, string Group), SubjectKey>? _keys;
    private (IUpdateEntry? Entry, string? Group, SubjectKey? Key) _last;
    private string? _untagged;
    private object? _moving;

    /// <summary>Gets the realm whose index keys are in force; null outside a save that seals.</summary>
    public Realm? Realm { get; private set; }

    /// <summary>Gets the erasure that is going on; null when there is none.</summary>
    public ErasureSealing? Erasure { get; private set; }

    /// <summary>Lets values of one person be sealed under another key, and without tags, until the erasure ends.</summary>
    /// <param name="subjectReference">The reference of the person who is being erased, in hexadecimal.</param>
    /// <param name="group">The key group that what is retained is sealed under.</param>
    public void BeginErasure(string subjectReference, string group)
        => Erasure = new ErasureSealing(Convert.FromHexString(subjectReference), group);

    public void EndErasure() => Erasure = null;

    /// <summary>Takes away every tag that is written for values of a key group, until <see cref="EndUntagging"/>.</summary>
    public void BeginUntagging(string group) => _untagged = group;

    public void EndUntagging() => _untagged = null;

    /// <summary>Lets one row change the person it belongs to, until <see cref="EndMove"/>.</summary>
    public void BeginMove(object row) => _moving = row;

    public void EndMove() => _moving = null;

    public bool IsMoving(IUpdateEntry entry) => _moving is not null && ReferenceEquals(entry.ToEntityEntry().Entity, _moving);

    /// <summary>Whether an entry's values of a key group get no tags: those of the person who is being erased, or of a group that is.</summary>
    public bool HasNoTags(IUpdateEntry entry, string group) => _untagged == group || _erased.Contains(entry);

    /// <summary>Takes away the tag of a value that is emptied, until <see cref="EndEmptying"/>: a unique one would be that of all who are.</summary>
    public void NoteEmptied(object entity, string property) => _emptied.Add((entity, property));

    public void EndEmptying() => _emptied.Clear();

    public bool IsEmptied(IUpdateEntry entry, string property) => _emptied.Count > 0 && _emptied.Contains((entry.ToEntityEntry().Entity, property));

    public void Begin(
        Realm realm, IReadOnlyDictionary<(IUpdateEntry Entry, string Group), SubjectKey> keys, IEnumerable<IUpdateEntry> erased)
    {
        End();
        (Realm, _keys) = (realm, keys);
        _erased.UnionWith(erased);
    }

    /// <summary>Finds the root whose tags an index column gets; null when it gets none.</summary>
    public OpenIndexRoot? FindIndexRoot(IProperty index, EncryptedColumn indexed)
        => (Realm ?? throw EncryptionQueryErrors.ValueOutsideSave(indexed.Binding)).Index.ToWrite(index.IndexSlot()!.Value);

    public SubjectKey? Find(IUpdateEntry entry, string group)
    {
        // The columns of a row come one after the other.
        if (!ReferenceEquals(entry, _last.Entry) || group != _last.Group)
        {
            _last = (entry, group, _keys?.GetValueOrDefault((entry, group)));
        }

        return _last.Key;
    }

    public void End()
    {
        (Realm, _keys, _last) = (null, null, default);
        _erased.Clear();
    }

    public void ResetState()
    {
        End();
        EndErasure();
        EndEmptying();
        EndUntagging();
        EndMove();
    }

    public Task ResetStateAsync(CancellationToken cancellationToken = default)
    {
        ResetState();
        return Task.CompletedTask;
    }
}
