using System.Runtime.CompilerServices;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Retention;

/// <summary>Sweeps the people of one kind whom rows alone do not tell: takes what is due of each, or erases them, many at a time.</summary>
internal sealed class PeopleSweep(DbContext context, SweepSchedule schedule, PersonalDataErasure erasure, GdprRuntime runtime, SweepRun run)
{
    private const int PeopleAtOnce = 50;

    private readonly ILogger _logger = context.GetService<ILoggerFactory>().CreateLogger<RetentionSweep>();

    private readonly HashSet<MappedProperty> _byRow = [.. schedule.Groups.Where(group => group.IsDecidedByRow).SelectMany(group => group.Properties)];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ending = new List<Person>();
        await foreach (var person in new DuePeople(context, schedule, runtime).ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!run.MayContinue())
            {
                break;
            }

            if (await TrySweepAsync(person, seen, cancellationToken).ConfigureAwait(false))
            {
                ending.Add(person);
            }

            if (ending.Count == PeopleAtOnce)
            {
                await EraseAsync(ending, cancellationToken).ConfigureAwait(false);
            }
        }

        await EraseAsync(ending, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sweeps one person. Whose data cannot be read or taken is left, and counts as overdue: nobody else waits for that.</summary>
    /// <returns>Whether the person is to be erased.</returns>
    private async Task<bool> TrySweepAsync(Person person, HashSet<string> seen, CancellationToken cancellationToken)
    {
        try
        {
            return await SweepAsync(person, seen, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (StuckPerson.IsTold(exception))
        {
            if (seen.Add(ValueText.Of(person.Key)))
            {
                run.FindPerson();
            }

            SweepLog.NotPossible(_logger, exception);
            return false;
        }
    }

    private async Task<bool> SweepAsync(Person person, HashSet<string> seen, CancellationToken cancellationToken)
    {
        var sweep = new PersonSweep(person, runtime, run);
        var dues = await sweep.LookAsync(cancellationToken).ConfigureAwait(false);
        var isErasure = dues.IsErasure;
        if ((!isErasure && dues.Due.Count + dues.Left == 0) || !seen.Add(ValueText.Of(person.Key)))
        {
            return false;
        }

        if (dues.IsHeld || await ChoiceRestrictions.AreInsteadOfErasureAsync(person, runtime, cancellationToken).ConfigureAwait(false))
        {
            run.Suspend(1);
            return false;
        }

        run.Suspend(dues.Left);
        if (!isErasure && dues.Due.Count == 0)
        {
            return false;
        }

        run.FindPerson();
        if (run.IsDryRun)
        {
            // What rows decide by themselves is counted already.
            run.Count(dues.Due.Where(value => dues.IsRequested || !_byRow.Contains(value.Property)), new HashSet<PersonRow>());
            return false;
        }

        if (!isErasure)
        {
            await sweep.TakeAsync(cancellationToken).ConfigureAwait(false);
        }

        return isErasure;
    }

    private async Task EraseAsync(List<Person> people, CancellationToken cancellationToken)
    {
        if (people.Count == 0)
        {
            return;
        }

        // Alone until all of it is noted: in between, an erasure looks like one that was interrupted.
        run.PeopleErased += await SweepLock.AloneAsync(
            context,
            $"people of {schedule.Subject.Kind}",
            alone => ErasureTurns.AloneAsync(context, people, cancel => EraseAloneAsync(people, cancel), alone),
            cancellationToken).ConfigureAwait(false);
        people.Clear();
    }

    private Task<int> EraseAloneAsync(List<Person> people, CancellationToken cancellationToken)
        => erasure.EraseManyAsync(context, PlansAsync(people, cancellationToken), run.Options.Verification, cancellationToken);

    private async IAsyncEnumerable<ErasurePlan> PlansAsync(List<Person> people, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var person in people.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
        {
            if (await TryPlanAsync(person, cancellationToken).ConfigureAwait(false) is { } plan)
            {
                yield return plan;
            }
        }
    }

    /// <summary>Plans one person's erasure. Who cannot be erased is left and stays overdue: nobody else waits for that.</summary>
    private async Task<ErasurePlan?> TryPlanAsync(Person person, CancellationToken cancellationToken)
    {
        var subject = DataSubject.Of(person.SubjectType.ClrType, [.. person.Key]);
        try
        {
            return (await new PersonSweep(person, runtime, run).LookAsync(cancellationToken).ConfigureAwait(false)).IsErasure
                ? await erasure.PlanAsync(subject, ErasureGround.RetentionExpired, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (Exception exception) when (StuckPerson.IsTold(exception))
        {
            SweepLog.NotPossible(_logger, exception);
            return null;
        }
    }
}
