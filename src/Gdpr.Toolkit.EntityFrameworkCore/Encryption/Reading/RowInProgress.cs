namespace Gdpr.Toolkit.Encryption;

/// <summary>The row that a context is materialising: the keys that its values needed, and whose the objects are whose documents come next.</summary>
internal sealed class RowInProgress
{
    private readonly OpenedRow _reused = new();
    private readonly List<DocumentHolder> _holders = [];
    private OpenedRow? _row;

    /// <summary>Begins to note the keys that values of one row need.</summary>
    /// <returns>The row within whose materialisation this one is read; null nearly always.</returns>
    public OpenedRow? Begin()
    {
        var outer = _row;
        _row = outer is null ? _reused : new OpenedRow();
        _row.Clear();
        return outer;
    }

    /// <summary>Notes that a value needed a key, open or destroyed.</summary>
    public void Note(KeyId kid, KeyOwner owner, ColumnBinding column) => _row?.Note(kid, owner, column);

    /// <summary>Ends the row that was begun last.</summary>
    /// <returns>The keys that its values needed; null where no row was begun.</returns>
    public OpenedRow? End(OpenedRow? outer)
    {
        var ended = _row;
        _row = outer;
        return ended;
    }

    /// <summary>Forgets a row that has ended, or that a failure has kept from ending.</summary>
    public void Abandon()
    {
        _row = null;
        _holders.Clear();
    }

    /// <summary>Keeps whose an object is whose documents EF is about to read, until the row of the query ends.</summary>
    public void Keep(DocumentHolder holder) => _holders.Add(holder);

    public DocumentHolder? FindHolder(object instance) => _holders.Find(holder => ReferenceEquals(holder.Instance, instance));
}
