using System.Data.Common;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Gives every row its tag under the next index root, each against the row as it was read. Not thread-safe.</summary>
internal sealed class IndexFiller(DbContext context, GdprRuntime runtime, OpenIndexRoot next)
{
    private readonly SubjectKeyring _keyring = context.GetService<SubjectKeyring>();

    public long Tagged { get; private set; }

    /// <summary>Gets how many rows somebody else has changed meanwhile, or whose tag another row still has.</summary>
    public long Remaining { get; private set; }

    /// <summary>Gets how many values do not open.</summary>
    public long Refused { get; private set; }

    /// <returns>Whether every row has its tag.</returns>
    public async Task<bool> RunAsync(RotationJournal journal, RotationRow row, CancellationToken cancellationToken)
    {
        var scan = new JournaledScan<TaggedColumn>(journal, TaggedColumn.Of(context.Model), column => column.Name, TagAsync);
        return await scan.RunAsync(row, cancellationToken).ConfigureAwait(false) == 0;
    }

    private async Task<ScannedPage> TagAsync(TaggedColumn column, IReadOnlyList<object>? after, CancellationToken cancellationToken)
    {
        var rows = new TaggedRows(context, column, next.Slot, runtime.Options.KeyRotation.BatchSize);
        var page = await rows.ReadAsync(after, cancellationToken).ConfigureAwait(false);
        var left = Remaining + Refused;
        foreach (var row in page)
        {
            await TagAsync(rows, column, row, cancellationToken).ConfigureAwait(false);
        }

        return new ScannedPage(page.Count == 0 ? null : page[^1].Key, Remaining + Refused - left);
    }

    private async Task TagAsync(TaggedRows rows, TaggedColumn column, TaggedRow row, CancellationToken cancellationToken)
    {
        if (!TryTag(column, row, out var tag))
        {
            Refused++;
        }
        else if (!(tag ?? []).AsSpan().SequenceEqual(row.Next))
        {
            if (await TryReplaceAsync(rows, column, row, tag, cancellationToken).ConfigureAwait(false))
            {
                Tagged++;
            }
            else
            {
                Remaining++;
            }
        }
    }

    private static async Task<bool> TryReplaceAsync(TaggedRows rows, TaggedColumn column, TaggedRow row, byte[]? tag, CancellationToken cancellationToken)
    {
        try
        {
            return await rows.TryReplaceAsync(row, tag, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException) when (column.IsUnique)
        {
            // Another row has kept the tag of a value that it has no more, written by a process that did not know of the next root. This scan
            // mends that one, and the next pass this one. Anything else that is wrong with the database stops the scan at its next page.
            return false;
        }
    }

    /// <summary>Gives the tag that a row has to have. A tag that was cleared stays so, and a value whose key is destroyed gets none.</summary>
    private bool TryTag(TaggedColumn column, TaggedRow row, out byte[]? tag)
    {
        tag = null;
        if (row.InForce is null || row.Envelope is null)
        {
            return true;
        }

        foreach (var property in column.Columns)
        {
            try
            {
                var kid = FieldCipher.ReadKeyId(row.Envelope, property.Binding);
                tag = _keyring.Use(kid, property.Binding, (property, row.Envelope, next), static (key, it) => it.property.TagOf(it.Envelope, key, it.next));
                return true;
            }
            catch (SubjectKeyDestroyedException)
            {
                return true;
            }
            catch (PersonalDataProtectionException)
            {
                // Of another property that is stored in the same column, or changed: only the last one tells.
            }
        }

        return false;
    }
}
