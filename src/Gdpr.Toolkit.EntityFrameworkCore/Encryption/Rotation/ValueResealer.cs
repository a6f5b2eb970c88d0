using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Seals values under the version of their key that is in force, each against the value as it was read. Not thread-safe.</summary>
internal sealed class ValueResealer(DbContext context, GdprRuntime runtime)
{
    private readonly int _batchSize = runtime.Options.KeyRotation.BatchSize;

    public long Resealed { get; private set; }

    /// <summary>Gets how many values under a replaced key were changed by somebody else while they were sealed.</summary>
    public long Remaining { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Goes over every column of the context's model that holds envelopes, from where it was stopped.</summary>
    /// <returns>Whether the pass has come to its end, and has left nothing.</returns>
    public async Task<bool> RunAsync(RotationJournal journal, RotationRow row, CancellationToken cancellationToken)
    {
        var connection = await OpenConnection.HoldAsync(context, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var scan = new JournaledScan<StoredPlace>(journal, Places(), place => place.Id, (place, after, cancel) => place.ScanAsync(after, cancel));
            return await scan.RunAsync(row, cancellationToken).ConfigureAwait(false) == 0;
        }
    }

    private IReadOnlyList<StoredPlace> Places() =>
    [
        .. SealedColumn.Of(context.Model).Select(column => new StoredPlace(column.Id, (after, cancel) => ResealAsync(column, after, cancel))),
        .. SealedDocument.Of(context.Model).Select(document => new StoredPlace(document.Id, (after, cancel) => ResealAsync(document, after, cancel))),
    ];

    private async Task<ScannedPage> ResealAsync(SealedColumn column, IReadOnlyList<object>? after, CancellationToken cancellationToken)
    {
        var values = new StoredValues<byte[]>(context, column.Table, column.Name, _batchSize);
        var page = await values.ReadAsync(after, cancellationToken).ConfigureAwait(false);
        var left = Remaining;
        await ResealAsync(values, column, page, cancellationToken).ConfigureAwait(false);
        return new ScannedPage(page.Count == 0 ? null : page[^1].Key, Remaining - left);
    }

    private async Task ResealAsync(StoredValues<byte[]> values, SealedColumn column, IReadOnlyList<StoredValue<byte[]>> page, CancellationToken cancellationToken)
    {
        var kids = page.Select(row => FieldCipher.TryReadKeyId(row.Value)).ToList();
        Refused += kids.Count(kid => kid is null);
        using var keys = await ReplacedKeys.LoadAsync(context, runtime, [.. kids.OfType<KeyId>().Distinct()], cancellationToken).ConfigureAwait(false);
        foreach (var (row, kid) in page.Zip(kids))
        {
            if (kid is not { } known || keys.Find(known) is not { } pair)
            {
                continue;
            }

            if (TryReseal(column, row.Value, pair.Old, pair.Current) is not { } envelope)
            {
                Refused++;
            }
            else if (await values.TryReplaceAsync(row, envelope, cancellationToken).ConfigureAwait(false))
            {
                Resealed++;
            }
            else
            {
                Remaining++;
            }
        }
    }

    private async Task<ScannedPage> ResealAsync(SealedDocument document, IReadOnlyList<object>? after, CancellationToken cancellationToken)
    {
        var values = new StoredValues<string>(context, document.Table, document.Name, _batchSize);
        var page = await values.ReadAsync(after, cancellationToken).ConfigureAwait(false);
        var left = Remaining;
        await ResealAsync(values, document, page, cancellationToken).ConfigureAwait(false);
        return new ScannedPage(page.Count == 0 ? null : page[^1].Key, Remaining - left);
    }

    private async Task ResealAsync(
        StoredValues<string> values, SealedDocument document, IReadOnlyList<StoredValue<string>> page, CancellationToken cancellationToken)
    {
        var kids = page.SelectMany(row => document.KeyIds(row.Value)).Distinct().ToList();
        using var keys = await ReplacedKeys.LoadAsync(context, runtime, kids, cancellationToken).ConfigureAwait(false);
        foreach (var row in page)
        {
            var (text, resealed, refused) = document.Reseal(row.Value, keys);
            Refused += refused;
            if (resealed == 0)
            {
                continue;
            }

            if (await values.TryReplaceAsync(row, text, cancellationToken).ConfigureAwait(false))
            {
                Resealed += resealed;
            }
            else
            {
                Remaining += resealed;
            }
        }
    }

    private static byte[]? TryReseal(SealedColumn column, byte[] envelope, SubjectKey old, SubjectKey current)
    {
        foreach (var reseal in column.Reseal)
        {
            try
            {
                return reseal(envelope, old, current);
            }
            catch (PersonalDataProtectionException)
            {
                // Of another property that is stored in the same column, or changed: only the last one tells.
            }
        }

        return null;
    }
}
