using System.Globalization;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Replaces the keys of people and seals their values anew. What was stopped goes on where it was.</summary>
internal sealed class SubjectKeyRenewal(DbContext context, GdprRuntime runtime)
{
    private const string Name = "subject keys";

    private readonly RotationJournal _journal = new(context, runtime, Name);

    public async Task<SubjectKeyRotation> RunAsync(DateTimeOffset madeBefore, CancellationToken cancellationToken)
    {
        // Those that are made now are new enough, whatever was asked for.
        var now = runtime.Time.GetUtcNow();
        var moment = madeBefore < now ? madeBefore : now;
        var step = moment.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var values = new ValueResealer(context, runtime);
        var stopped = await _journal.FindAsync(cancellationToken).ConfigureAwait(false);
        // A pass that was stopped is ended before keys are replaced: it would pass by the values of these.
        var isDone = stopped?.Step == step
            && stopped.Place is not null
            && await values.RunAsync(_journal, stopped, cancellationToken).ConfigureAwait(false);
        var replaced = await new SubjectKeyRotator(context, runtime).ReplaceAsync(moment, cancellationToken).ConfigureAwait(false);
        if (!isDone || replaced > 0)
        {
            var row = await _journal.BeginAsync(step, cancellationToken).ConfigureAwait(false);
            isDone = await values.RunAsync(_journal, row, cancellationToken).ConfigureAwait(false);
        }

        if (isDone && await _journal.FindAsync(cancellationToken).ConfigureAwait(false) is { } ended && ended.Step == step)
        {
            await _journal.EndAsync(ended, cancellationToken).ConfigureAwait(false);
        }

        return new SubjectKeyRotation { Replaced = replaced, Resealed = values.Resealed, Remaining = values.Remaining, Refused = values.Refused };
    }

    /// <summary>Goes on where a rotation was stopped; does nothing where there is none.</summary>
    public async Task ContinueAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken).ConfigureAwait(false) is { } moment)
        {
            await RunAsync(moment, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finds the moment of a rotation that has not come to its end.</summary>
    public async Task<DateTimeOffset?> FindAsync(CancellationToken cancellationToken)
        => await _journal.FindAsync(cancellationToken).ConfigureAwait(false) is { } row
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(row.Step, CultureInfo.InvariantCulture))
            : null;
}
