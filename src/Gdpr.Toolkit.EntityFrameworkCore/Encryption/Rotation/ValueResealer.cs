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

            foreach (var document in SealedDocument.Of(context.Model))
            {
                await ResealAsync(document, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private async Task ResealAsync(SealedColumn column, CancellationToken cancellationToken)
    {
        var values = new StoredValues<byte[]>(context, column.Table, column.Name, _batchSize);
        for (StoredValue<byte[]>? last = null; ;)
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

    private async Task ResealAsync(StoredValues<byte[]> values, SealedColumn column, IReadOnlyList<StoredValue<byte[]>> page, CancellationToken cancellationToken)
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

    private async Task ResealAsync(SealedDocument document, CancellationToken cancellationToken)
    {
        var values = new StoredValues<string>(context, document.Table, document.Name, _batchSize);
        for (StoredValue<string>? last = null; ;)
        {
            var page = await values.ReadAsync(last, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                return;
            }

            last = page[^1];
            await ResealAsync(values, document, page, cancellationToken).ConfigureAwait(false);
        }
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

    private static KeyId? TryReadKeyId(StoredValue<byte[]> row, SealedColumn column)
    {
        try
        {
            return FieldCipher.ReadKeyId(row.Value, column.Binding);
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
