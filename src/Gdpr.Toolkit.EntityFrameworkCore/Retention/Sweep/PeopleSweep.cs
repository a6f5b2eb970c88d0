using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Retention;

/// <summary>Sweeps the people of one kind whom rows alone do not tell: takes what is due of each, or erases them, many at a time.</summary>
internal sealed class PeopleSweep(DbContext context, SweepSchedule schedule, PersonalDataErasure erasure, GdprRuntime runtime, SweepRun run)
{
    private const int PeopleAtOnce = 50;

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

            if (await SweepAsync(person, seen, cancellationToken).ConfigureAwait(false))
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

    /// <returns>Whether the person is to be erased.</returns>
    private async Task<bool> SweepAsync(Person person, HashSet<string> seen, CancellationToken cancellationToken)
    {
        var sweep = new PersonSweep(person, runtime, run);
        var dues = await sweep.LookAsync(cancellationToken).ConfigureAwait(false);
        var isErasure = dues.IsErasure;
        if ((!isErasure && dues.Due.Count == 0) || !seen.Add(string.Join('|', person.Key.Select(ValueText.Of))))
        {
            return false;
        }

        if (dues.IsHeld || await ChoiceRestrictions.AreInsteadOfErasureAsync(person, runtime, cancellationToken).ConfigureAwait(false))
        {
            run.Suspend(1);
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
            context, $"people of {schedule.Subject.Kind}", cancel => EraseAloneAsync(people, cancel), cancellationToken).ConfigureAwait(false);
        people.Clear();
    }

    private async Task<int> EraseAloneAsync(List<Person> people, CancellationToken cancellationToken)
    {
        var plans = new List<ErasurePlan>();
        foreach (var person in people)
        {
            if ((await new PersonSweep(person, runtime, run).LookAsync(cancellationToken).ConfigureAwait(false)).IsErasure)
            {
                var subject = DataSubject.Of(person.SubjectType.ClrType, [.. person.Key]);
                plans.Add(await erasure.PlanAsync(subject, ErasureGround.RetentionExpired, cancellationToken).ConfigureAwait(false));
            }
        }

        return await erasure.EraseManyAsync(
            context, plans, run.Options.Verification, certificate => KeepAsync(certificate, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hands a certificate over; to the report, where nothing else takes it.</summary>
    private async Task KeepAsync(ErasureCertificate certificate, CancellationToken cancellationToken)
    {
        if (run.Options.KeepCertificate is { } keep)
        {
            await keep(certificate, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            run.Certificates.Add(certificate);
        }
    }
}
