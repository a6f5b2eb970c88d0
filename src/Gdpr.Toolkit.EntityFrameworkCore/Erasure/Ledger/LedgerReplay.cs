using System.Data.Common;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Carries out in one database what the ledger says of its people and it does not know.</summary>
/// <remarks>
/// Each person's entries are noted as carried out in the transaction that does it, so that whoever comes next goes on where this one ended.
/// All commit before the keys are waited for, so that many people cost one wait.
/// </remarks>
internal sealed class LedgerReplay(
    LedgerDatabase database, PersonalDataErasure erasure, ErasureConclusion conclusion, ErasureReplayOptions options, GdprRuntime runtime)
{
    private readonly DbContext _context = database.Context;
    private readonly ILogger _logger = database.Context.GetService<ILoggerFactory>().CreateLogger<ErasureRecovery>();

    /// <summary>Lets identities go on after the highest ones that the ledger knows of.</summary>
    public async Task<IReadOnlyList<AdvancedSequence>> AdvanceAsync(CancellationToken cancellationToken)
    {
        var advanced = new List<AdvancedSequence>();
        foreach (var mark in await database.SequencesAsync(cancellationToken).ConfigureAwait(false))
        {
            advanced.Add(await IdentityColumns.AdvanceAsync(_context, mark, cancellationToken).ConfigureAwait(false));
        }

        return advanced;
    }

    public async Task<IReadOnlyList<ReplayedErasure>> RunAsync(CancellationToken cancellationToken)
    {
        await new KeyDestruction(_context, runtime).CompleteAsync(cancellationToken).ConfigureAwait(false);
        await new LedgerCompletion(_context, runtime).RunAsync(cancellationToken).ConfigureAwait(false);
        var work = await FindWorkAsync(cancellationToken).ConfigureAwait(false);
        HashSet<string> references = [.. work.Select(one => one.SubjectReference)];
        var people = await FindPeopleAsync(references, cancellationToken).ConfigureAwait(false);
        return await ErasureTurns.AloneAsync(_context, people.Values, cancel => RunAloneAsync(references, people, cancel), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ReplayedErasure>> RunAloneAsync(
        HashSet<string> references, Dictionary<string, Person> people, CancellationToken cancellationToken)
    {
        // Again: what looked interrupted may have come to its end while it was waited for. What began meanwhile is others' to end.
        var work = (await FindWorkAsync(cancellationToken).ConfigureAwait(false)).Where(one => references.Contains(one.SubjectReference)).ToList();
        var done = new List<(ReplayWork Work, ErasureReplayOutcome Outcome, CommittedErasure? Committed)>();
        foreach (var one in work)
        {
            cancellationToken.ThrowIfCancellationRequested();
            done.Add(await TryAsync(one, people.GetValueOrDefault(one.SubjectReference), cancellationToken).ConfigureAwait(false));
        }

        // From here on it is carried through: what is committed is certified.
        await new KeyDestruction(_context, runtime).CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        var replayed = new List<ReplayedErasure>();
        foreach (var (one, outcome, committed) in done)
        {
            var certificate = committed is null ? null : await conclusion.FinishAsync(committed, new ErasureOptions(), CancellationToken.None).ConfigureAwait(false);
            replayed.Add(new ReplayedErasure(one.SubjectReference, outcome, certificate));
        }

        // Intents that were never committed are carried out by other ones now.
        await new LedgerCompletion(_context, runtime).RunAsync(CancellationToken.None).ConfigureAwait(false);

        return replayed;
    }

    private async Task<IReadOnlyList<ReplayWork>> FindWorkAsync(CancellationToken cancellationToken)
    {
        var comparison = await database.CompareAsync(cancellationToken).ConfigureAwait(false);
        if (comparison.State == ErasureLedgerState.LedgerLost)
        {
            throw LedgerErrors.Lost(_context.GetType().Name, comparison.Lost.Count);
        }

        var missing = comparison.Missing.Concat(comparison.Uncommitted).ToLookup(one => one.SubjectReference, StringComparer.Ordinal);
        // What has begun is carried out: an erasure with all keys of the person, the destruction of a group with those it names.
        var begun = await database.FindLivingAsync(comparison.Uncommitted.Where(one => one.IsKeyGroup), cancellationToken).ConfigureAwait(false);
        var revived = (await database.RevivedAsync(cancellationToken).ConfigureAwait(false)).Concat(begun)
            .DistinctBy(row => KeyId.From(row.Kid))
            .Where(row => row.SubjectRef is not null)
            .ToLookup(row => Convert.ToHexStringLower(row.SubjectRef!), StringComparer.Ordinal);
        var listed = (await database.ErasuresAsync(cancellationToken).ConfigureAwait(false))
            .ToLookup(one => one.SubjectReference, StringComparer.Ordinal);
        return
        [
            .. missing.Select(group => group.Key).Union(revived.Select(group => group.Key)).Order(StringComparer.Ordinal).Select(reference => new ReplayWork(
                reference,
                [.. missing[reference]],
                listed[reference].SelectMany(one => one.Keys).ToHashSet(),
                [.. revived[reference]])),
        ];
    }

    /// <summary>Finds the rows of people by their references, which cannot be computed back. Behind whatever filter they lie.</summary>
    private async Task<Dictionary<string, Person>> FindPeopleAsync(HashSet<string> references, CancellationToken cancellationToken)
    {
        var people = new Dictionary<string, Person>(StringComparer.Ordinal);
        if (references.Count == 0)
        {
            return people;
        }

        foreach (var subject in database.Subjects)
        {
            await foreach (var key in SubjectKeys.ReadEverywhereAsync(_context, subject, cancellationToken).ConfigureAwait(false))
            {
                var person = Person.Of(_context, subject, key);
                var reference = Convert.ToHexStringLower(PersonKeys.ReferenceOf(person, database.Realm));
                if (references.Contains(reference))
                {
                    people[reference] = person;
                }
            }
        }

        return people;
    }

    /// <summary>Does one person. What fails is logged, and left for the next replay.</summary>
    private async Task<(ReplayWork, ErasureReplayOutcome, CommittedErasure?)> TryAsync(
        ReplayWork work, Person? person, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = person is null
                ? ErasureReplayOutcome.NotPresent
                : await JudgeAsync(work, person, cancellationToken).ConfigureAwait(false);
            if (outcome == ErasureReplayOutcome.Erased)
            {
                return (work, outcome, await EraseAsync(work, person!, cancellationToken).ConfigureAwait(false));
            }

            if (outcome != ErasureReplayOutcome.Undecided)
            {
                await SettleAsync(work, outcome == ErasureReplayOutcome.KeyGroupDestroyed ? person : null, cancellationToken).ConfigureAwait(false);
            }

            return (work, outcome, null);
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException or InvalidOperationException
            or NotSupportedException or PersonalDataProtectionException or Sources.PersonalDataSourceException)
        {
            ErasureLog.NotReplayed(_logger, exception);
            _context.ChangeTracker.Clear();
            return (work, ErasureReplayOutcome.Failed, null);
        }
    }

    /// <summary>Tells by keys whether somebody is the person who was erased: the identity may have been given to another since.</summary>
    private async Task<ErasureReplayOutcome> JudgeAsync(ReplayWork work, Person person, CancellationToken cancellationToken)
    {
        using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
        var main = keys.Rows.Where(row => row.Group == KeyGroups.Main).MaxBy(row => row.Version);
        if (main is not null && work.Keys.Contains(KeyId.From(main.Kid)))
        {
            return ErasureReplayOutcome.Erased;
        }

        if (work.IsKeyGroup)
        {
            return ErasureReplayOutcome.KeyGroupDestroyed;
        }

        if (main is { Wrapped: not null })
        {
            return ErasureReplayOutcome.IdentityReused;
        }

        return options.PeopleWithoutKeys switch
        {
            PeopleWithoutKeys.Erase => ErasureReplayOutcome.Erased,
            PeopleWithoutKeys.Keep => ErasureReplayOutcome.Kept,
            _ => ErasureReplayOutcome.Undecided,
        };
    }

    private async Task<CommittedErasure?> EraseAsync(ReplayWork work, Person person, CancellationToken cancellationToken)
    {
        var subject = DataSubject.Of(person.SubjectType.ClrType, [.. person.Key]);
        using var exempt = _context.GetService<SubjectKeyring>().Exempt(new LedgerExemption(ReadsLost: true));
        var plan = await erasure.PlanAsync(subject, cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            return await erasure.CommitAsync(plan, work.Missing, alsoTell: [], VerificationScope.OwnPaths, cancellationToken).ConfigureAwait(false);
        }
        catch (StaleErasurePlanException)
        {
            // Its own process has committed meanwhile what looked interrupted.
            var open = await database.CompareAsync(cancellationToken).ConfigureAwait(false);
            if (open.Missing.Concat(open.Uncommitted).Any(one => work.Missing.Any(missing => missing.Position == one.Position)))
            {
                throw;
            }

            return null;
        }
    }

    /// <summary>Notes a person's entries as carried out, and that keys which the ledger lists have to go.</summary>
    /// <param name="work">The entries and the keys.</param>
    /// <param name="untagged">Who is left without what values of the destroyed groups can be found by; null where the keys are nobody's here.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    private async Task SettleAsync(ReplayWork work, Person? untagged, CancellationToken cancellationToken)
    {
        using var exempt = _context.GetService<SubjectKeyring>().Exempt(new LedgerExemption(ReadsLost: true));
        await _context.Database.CreateExecutionStrategy().ExecuteAsync((work, untagged), SettleOnceAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task SettleOnceAsync((ReplayWork Work, Person? Untagged) settled, CancellationToken cancellationToken)
    {
        var (work, person) = settled;
        var transaction = await _context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (var group in person is null ? [] : await GroupsAsync(work, person, cancellationToken).ConfigureAwait(false))
            {
                await new KeyGroupDestruction(person!, group, runtime).UntagAsync(cancellationToken).ConfigureAwait(false);
            }

            if (work.Revived.Count > 0)
            {
                await new KeyDestruction(_context, runtime).NoteAsync(database.Realm, work.Revived, cancellationToken).ConfigureAwait(false);
            }

            await LedgerTables.AddAsync(_context, [.. work.Missing.Select(one => one.Row)], cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<string>> GroupsAsync(ReplayWork work, Person person, CancellationToken cancellationToken)
    {
        using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
        return [.. keys.Rows.Where(row => work.Keys.Contains(KeyId.From(row.Kid))).Select(row => row.Group).Distinct(StringComparer.Ordinal)];
    }
}
