using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Retention;

/// <summary>Sweeps a group that rows decide about by themselves: pages by key, the solver for each row, a statement and a commit for each page.</summary>
internal sealed class RowSweep(DbContext context, SweepSchedule schedule, SweepGroup group, GdprRuntime runtime, SweepRun run)
{
    private const int Attempts = 4;

    private readonly Dictionary<RowDates, bool> _decided = [];
    private readonly IProperty? _narrowedFrom = NarrowedFrom(group);
    private readonly List<IProperty> _dates = DatesOf(group);
    private readonly RowAnchors _anchors = new(runtime);
    private (bool WithPerson, RowPages Pages)? _pages;

    public async Task RunAsync(bool withRequests, CancellationToken cancellationToken)
    {
        object? after = null;
        while (run.MayContinue())
        {
            var (last, isFull) = run.IsDryRun
                ? await LookAsync(after, withRequests, cancellationToken).ConfigureAwait(false)
                : await SweepLock.AloneAsync(
                    context, group.Entity.EntityType.Name, cancel => TakeAsync(after, withRequests, cancel), cancellationToken).ConfigureAwait(false);
            after = last;
            if (!isFull)
            {
                return;
            }
        }
    }

    private async Task<(object? Last, bool IsFull)> TakeAsync(object? after, bool withRequests, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await context.Database.CreateExecutionStrategy()
                    .ExecuteAsync(after, (key, cancel) => TakeOnceAsync(key, withRequests, cancel), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (Exception exception) when (attempt < Attempts && TransactionConflict.IsTold(exception))
            {
                // Somebody changed one of the rows meanwhile: the batch was rolled back, and is decided again.
            }
        }
    }

    private async Task<(object? Last, bool IsFull)> TakeOnceAsync(object? after, bool withRequests, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(OwnTransaction.ReadingAndWriting(context), cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await HoldLock.ShareAsync(context, cancellationToken).ConfigureAwait(false);
            var (page, due, held) = await DecideAsync(after, withRequests, cancellationToken).ConfigureAwait(false);
            var taken = due.Count == 0 ? 0 : await new RowStatements(context, group).RunAsync(due, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            run.Count(group, taken, held);
            return (page.LastOrDefault()?[0], page.Count == run.BatchSize);
        }
    }

    private async Task<(object? Last, bool IsFull)> LookAsync(object? after, bool withRequests, CancellationToken cancellationToken)
    {
        var (page, due, held) = await DecideAsync(after, withRequests, cancellationToken).ConfigureAwait(false);
        run.Count(group, due.Count, held);
        return (page.LastOrDefault()?[0], page.Count == run.BatchSize);
    }

    private Task<(List<object?[]> Page, List<object> Due, int Held)> DecideAsync(object? after, bool withRequests, CancellationToken cancellationToken)
        => ChoiceWork.ReadAsync(
            context,
            runtime,
            async session =>
            {
                var suspensions = await Suspensions.ReadAsync(session, group, context, runtime, cancellationToken).ConfigureAwait(false);
                var page = await Pages(suspensions.ArePersonal, withRequests).ReadAsync(after, run.BatchSize, cancellationToken).ConfigureAwait(false);
                var due = page.Where(IsDue).ToList();
                var free = suspensions.IsForEverybody ? []
                    : suspensions.ArePersonal ? due.Where(row => !IsSuspended(row, suspensions, session.Realm!)).ToList()
                    : due;
                return (page, free.ConvertAll(row => row[0]!), due.Count - free.Count);
            },
            cancellationToken);

    /// <summary>Gets the query, which is the same for all pages unless a hold is placed or released between them.</summary>
    private RowPages Pages(bool withPerson, bool withRequests)
    {
        if (_pages is null || _pages.Value.WithPerson != withPerson)
        {
            _pages = (withPerson, RowPages.Of(context, schedule, group, _dates, withPerson, withRequests));
        }

        return _pages.Value.Pages;
    }

    private bool IsSuspended(object?[] row, Suspensions suspensions, Realm realm)
    {
        var key = row[(1 + _dates.Count)..];
        return !key.Contains(null)
            && suspensions.Covers(PersonKeys.ReferenceOf(Person.Of(context, schedule.Subject, key!), realm));
    }

    /// <summary>Asks the solver, once for all rows with the same dates.</summary>
    private bool IsDue(object?[] row)
    {
        var dates = new RowDates(row[1..(1 + _dates.Count)]);
        if (!_decided.TryGetValue(dates, out var isDue))
        {
            var anchors = _anchors.Declared(group.Entity)
                .Where(declared => _dates.Contains(declared.Property.Property))
                .Select(declared => new DeclaredAnchor(declared.Anchor, Day(declared.Property.Property, dates)))
                .ToList();
            var explanation = PersonRetention.ExplainByRow(
                runtime, schedule.Subject.Role, group.Properties[0], run.Today, anchors, _narrowedFrom is null ? null : Day(_narrowedFrom, dates));
            isDue = explanation.Outcome == RetentionOutcome.NothingKeepsIt;
            _decided.Add(dates, isDue);
        }

        return isDue;
    }

    private DateOnly? Day(IProperty date, RowDates dates) => runtime.Day(dates.Values[_dates.IndexOf(date)]);

    private static IProperty? NarrowedFrom(SweepGroup group)
        => group.Properties[0].Mark!.RetentionFrom is { } from ? group.Properties[0].Property.DeclaringType.FindProperty(from) : null;

    private static List<IProperty> DatesOf(SweepGroup group)
        =>
        [
            .. group.Entity.Properties
                .Where(property => property is { Steps.Count: 0, Classification: not PropertyClassification.OtherPerson } && property.Property.Anchors().Count > 0)
                .Select(property => property.Property)
                .Concat(NarrowedFrom(group) is { } from ? [from] : [])
                .Distinct(),
        ];

    private readonly record struct RowDates(object?[] Values)
    {
        public bool Equals(RowDates other) => Values.AsSpan().SequenceEqual(other.Values);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var value in Values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
