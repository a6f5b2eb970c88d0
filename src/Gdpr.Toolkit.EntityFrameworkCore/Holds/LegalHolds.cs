using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Holds;

/// <inheritdoc/>
internal sealed class LegalHolds(SubjectContexts contexts, GdprRuntime runtime) : ILegalHolds
{
    public async Task<LegalHold> PlaceAsync(
        LegalHoldScope scope, string reason, string placedBy, DateOnly reviewOn, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(placedBy);
        RequireFuture(reviewOn);
        var id = Guid.NewGuid();
        LegalHold? placed = null;
        foreach (var context in Concerned(scope))
        {
            placed = await ChoiceWork.WriteAsync(
                context, runtime, session => PlaceAsync(context, session, scope, reason, NewRow(id, scope, placedBy, reviewOn), cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }

        return placed!;
    }

    public Task ReviewAsync(Guid holdId, DateOnly reviewOn, CancellationToken cancellationToken = default)
    {
        RequireFuture(reviewOn);
        return ChangeAsync(
            holdId,
            rows => rows.ExecuteUpdateAsync(row => row.SetProperty(hold => hold.ReviewOn, reviewOn.DayNumber), cancellationToken),
            cancellationToken);
    }

    public Task ReleaseAsync(Guid holdId, string releasedBy, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(releasedBy);
        var now = runtime.Time.GetUtcNow().ToUnixTimeMilliseconds();
        return ChangeAsync(
            holdId,
            rows => rows.ExecuteUpdateAsync(
                row => row.SetProperty(hold => hold.ReleasedAt, now).SetProperty(hold => hold.ReleasedBy, releasedBy), cancellationToken),
            cancellationToken);
    }

    public async Task<IReadOnlyList<LegalHold>> ListInForceAsync(CancellationToken cancellationToken = default)
    {
        var holds = new List<LegalHold>();
        foreach (var context in contexts.All())
        {
            holds.AddRange(await ReadAsync(context, rows => rows.Where(row => row.ReleasedAt == null), cancellationToken).ConfigureAwait(false));
        }

        return [.. holds.DistinctBy(hold => hold.Id).OrderBy(hold => hold.PlacedAt)];
    }

    public async Task<IReadOnlyList<LegalHold>> ListOverdueReviewsAsync(CancellationToken cancellationToken = default)
    {
        var holds = await ListInForceAsync(cancellationToken).ConfigureAwait(false);
        return [.. holds.Where(hold => hold.ReviewOn <= runtime.Today).OrderBy(hold => hold.ReviewOn)];
    }

    public async Task<IReadOnlyList<LegalHold>> LoadHistoryAsync(DataSubject subject, CancellationToken cancellationToken = default)
    {
        var person = ChoicePerson.Find(contexts, subject);
        await ChoicePerson.RequireAsync(person, erasedToo: true, cancellationToken).ConfigureAwait(false);
        return await ChoiceWork.ReadAsync<IReadOnlyList<LegalHold>>(
            person.Context,
            runtime,
            async session =>
            {
                if (session.Realm is null)
                {
                    return [];
                }

                var reference = PersonKeys.ReferenceOf(person, session.Realm);
                return await OpenAsync(session, session.Rows<HoldRow>().Where(row => row.SubjectRef == reference), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<LegalHold> PlaceAsync(
        DbContext context, ChoiceSession session, LegalHoldScope scope, string reason, HoldRow row, CancellationToken cancellationToken)
    {
        if (scope.Subject is { } subject)
        {
            var person = Person.In(context, subject);
            await ChoicePerson.RequireAsync(person, erasedToo: true, cancellationToken).ConfigureAwait(false);
            row.SubjectRef = PersonKeys.ReferenceOf(person, session.Realm!);
        }

        row.SealedReason = await HoldTexts.SealAsync(session, reason, cancellationToken).ConfigureAwait(false);
        await HoldLock.PlaceAsync(context, cancellationToken).ConfigureAwait(false);
        session.Rows<HoldRow>().Add(row);
        await session.SaveAsync(cancellationToken).ConfigureAwait(false);
        session.Clear();
        return (await HoldTexts.OpenAsync(session, [row], cancellationToken).ConfigureAwait(false))[0];
    }

    private HoldRow NewRow(Guid id, LegalHoldScope scope, string placedBy, DateOnly reviewOn) => new()
    {
        HoldId = id,
        Entity = scope.EntityType?.FullName,
        Purpose = scope.Purpose,
        PlacedBy = placedBy,
        PlacedAt = runtime.Time.GetUtcNow().ToUnixTimeMilliseconds(),
        ReviewOn = reviewOn.DayNumber,
    };

    /// <summary>Finds the contexts in whose databases a hold has to lie.</summary>
    private IReadOnlyList<DbContext> Concerned(LegalHoldScope scope)
    {
        if (scope is { Subject: null, EntityType: null, Purpose: null })
        {
            throw HoldErrors.EmptyScope(nameof(scope));
        }

        if (scope.Purpose is { } purpose && runtime.Purposes.Find(purpose) is null)
        {
            throw HoldErrors.PurposeUnknown(purpose);
        }

        var concerned = scope.Subject is { } subject ? [contexts.For(subject)] : contexts.All();
        if (scope.EntityType is not { } entity)
        {
            return concerned;
        }

        var having = concerned.Where(context => context.Model.FindEntityType(entity)?.Name == entity.FullName).ToList();
        if (having.Count == 0)
        {
            throw HoldErrors.EntityUnknown(entity);
        }

        return having.TrueForAll(context => HoldRules.HasRows(context.Model.FindEntityType(entity)!)) ? having : throw HoldErrors.NoRowsOfItsOwn(entity);
    }

    private void RequireFuture(DateOnly reviewOn)
    {
        if (reviewOn < runtime.Today)
        {
            throw HoldErrors.ReviewInThePast(runtime.Today, nameof(reviewOn));
        }
    }

    private async Task ChangeAsync(Guid holdId, Func<IQueryable<HoldRow>, Task<int>> change, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var context in contexts.All())
        {
            changed += await ChoiceWork.ReadAsync(
                context, runtime, session => change(session.Rows<HoldRow>().Where(row => row.HoldId == holdId && row.ReleasedAt == null)), cancellationToken)
                .ConfigureAwait(false);
        }

        if (changed == 0)
        {
            throw HoldErrors.NotInForce(holdId);
        }
    }

    private Task<IReadOnlyList<LegalHold>> ReadAsync(
        DbContext context, Func<IQueryable<HoldRow>, IQueryable<HoldRow>> choose, CancellationToken cancellationToken)
        => ChoiceWork.ReadAsync(
            context, runtime, session => OpenAsync(session, choose(session.Rows<HoldRow>()), cancellationToken), cancellationToken);

    private static async Task<IReadOnlyList<LegalHold>> OpenAsync(ChoiceSession session, IQueryable<HoldRow> rows, CancellationToken cancellationToken)
    {
        var read = await rows.AsNoTracking().OrderBy(row => row.PlacedAt).ThenBy(row => row.HoldId).ToListAsync(cancellationToken).ConfigureAwait(false);
        return await HoldTexts.OpenAsync(session, read, cancellationToken).ConfigureAwait(false);
    }
}
