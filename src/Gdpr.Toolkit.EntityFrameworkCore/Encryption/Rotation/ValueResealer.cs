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
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var scan = new JournaledScan<SealedColumn>(journal, SealedColumn.Of(context.Model), column => column.Id, ResealAsync);
            return await scan.RunAsync(row, cancellationToken).ConfigureAwait(false) == 0;
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private async Task<ScannedPage> ResealAsync(SealedColumn column, IReadOnlyList<object>? after, CancellationToken cancellationToken)
    {
        var values = new SealedValues(context, column, _batchSize);
        var page = await values.ReadAsync(after, cancellationToken).ConfigureAwait(false);
        var left = Remaining;
        await ResealAsync(values, column, page, cancellationToken).ConfigureAwait(false);
        return new ScannedPage(page.Count == 0 ? null : page[^1].Key, Remaining - left);
    }

    private async Task ResealAsync(SealedValues values, SealedColumn column, IReadOnlyList<SealedRow> page, CancellationToken cancellationToken)
    {
        var kids = page.Select(row => FieldCipher.TryReadKeyId(row.Envelope)).ToList();
        Refused += kids.Count(kid => kid is null);
        using var keys = await ReplacedKeys.LoadAsync(context, runtime, [.. kids.OfType<KeyId>().Distinct()], cancellationToken).ConfigureAwait(false);
        foreach (var (row, kid) in page.Zip(kids))
        {
            if (kid is not { } known || keys.Find(known) is not { } pair)
            {
                continue;
            }

            if (TryReseal(column, row.Envelope, pair.Old, pair.Current) is not { } envelope)
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
