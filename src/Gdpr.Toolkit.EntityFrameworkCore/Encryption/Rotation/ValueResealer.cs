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

    /// <summary>Goes over every column of the context's model that holds envelopes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var column in SealedColumn.Of(context.Model))
            {
                await ResealAsync(column, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private async Task ResealAsync(SealedColumn column, CancellationToken cancellationToken)
    {
        var values = new SealedValues(context, column, _batchSize);
        for (SealedRow? last = null; ;)
        {
            var page = await values.ReadAsync(last, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                return;
            }

            last = page[^1];
            await ResealAsync(values, column, page, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ResealAsync(SealedValues values, SealedColumn column, IReadOnlyList<SealedRow> page, CancellationToken cancellationToken)
    {
        var kids = page.Select(row => TryReadKeyId(row, column)).ToList();
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

    private static KeyId? TryReadKeyId(SealedRow row, SealedColumn column)
    {
        try
        {
            return FieldCipher.ReadKeyId(row.Envelope, column.Binding);
        }
        catch (PersonalDataProtectionException)
        {
            return null;
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
