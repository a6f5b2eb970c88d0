namespace Gdpr.Toolkit.Encryption;

/// <summary>Goes over the rows of columns, page by page in order of their primary keys, from where it was stopped.</summary>
internal sealed class JournaledScan<TColumn>(
    RotationJournal journal,
    IReadOnlyList<TColumn> columns,
    Func<TColumn, string> nameOf,
    Func<TColumn, IReadOnlyList<object>?, CancellationToken, Task<ScannedPage>> work)
{
    /// <returns>How many rows a pass that has ended left as they were; null when somebody else has taken the step to its end.</returns>
    public async Task<long?> RunAsync(RotationRow row, CancellationToken cancellationToken)
    {
        var step = row.Step;
        var names = columns.Select(nameOf).ToList();
        for (RotationRow? current = row; current?.Step == step;)
        {
            var position = current.Place is null ? 0 : names.IndexOf(current.Place);
            if (position < 0)
            {
                // The model has changed since. From the beginning is right, whatever has changed.
                (current.Place, current.Cursor, position) = (null, null, 0);
            }

            if (position == columns.Count)
            {
                return current.Left;
            }

            var page = await work(columns[position], RowKeyText.Parse(current.Cursor), cancellationToken).ConfigureAwait(false);
            if (page.Last is null && position == columns.Count - 1)
            {
                return await EndPassAsync(current, cancellationToken).ConfigureAwait(false);
            }

            (current.Place, current.Cursor) = page.Last is null ? (names[position + 1], null) : (names[position], RowKeyText.Of(page.Last));
            current.Left += page.Left;
            if (!await journal.TrySaveAsync(current, cancellationToken).ConfigureAwait(false))
            {
                current = await journal.FindAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }

    /// <summary>Lets the next pass begin at the first row.</summary>
    private async Task<long?> EndPassAsync(RotationRow row, CancellationToken cancellationToken)
    {
        var left = row.Left;
        (row.Place, row.Cursor, row.Left) = (null, null, 0);
        return await journal.TrySaveAsync(row, cancellationToken).ConfigureAwait(false) ? left : null;
    }
}
