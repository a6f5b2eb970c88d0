using System.ComponentModel.DataAnnotations;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Purposes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Retention;

/// <inheritdoc/>
internal sealed class RetentionSweep(
    SubjectContexts contexts, PersonalDataErasure erasure, CertificateHandover handover, GdprRuntime runtime, ISweepSwitch sweepSwitch, SweepState state) : IRetentionSweep
{
    public Task<SweepReport> RunAsync(SweepOptions? options = null, CancellationToken cancellationToken = default)
        => RunAsync(contexts.All(), options, () => true, cancellationToken);

    /// <summary>Sweeps some contexts, as long as something else allows it besides the switch.</summary>
    public async Task<SweepReport> RunAsync(
        IReadOnlyList<DbContext> swept, SweepOptions? options, Func<bool> isEnabled, CancellationToken cancellationToken)
    {
        options ??= new SweepOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        if (!options.DryRun)
        {
            handover.Require("A sweep");
        }

        foreach (var context in swept)
        {
            OwnTransaction.RequireQuiet(context);
            ErasureTurns.RequireOutside(context);
        }

        using var right = PurposeScope.BeginRight();
        var logger = swept[0].GetService<ILoggerFactory>().CreateLogger<RetentionSweep>();
        var run = new SweepRun(options, runtime.Today, options.DryRun, () => sweepSwitch.IsOn && isEnabled());
        try
        {
            var report = await RunAsync(swept, run, cancellationToken).ConfigureAwait(false);
            state.Note(report, runtime.Time.GetUtcNow());
            SweepLog.Swept(logger, report.IsDryRun, report.Taken.Sum(count => count.Rows), report.PeopleErased, report.Suspended, report.Overdue);
            return report;
        }
        catch (Exception exception)
        {
            state.NoteFailure();
            SweepLog.Failed(logger, exception);
            throw;
        }
    }

    private async Task<SweepReport> RunAsync(IReadOnlyList<DbContext> swept, SweepRun run, CancellationToken cancellationToken)
    {
        if (run.IsDryRun)
        {
            await PassAsync(swept, run, cancellationToken).ConfigureAwait(false);
            return run.Report(run.Found);
        }

        if (run.MayContinue())
        {
            await ResumeAsync(swept, cancellationToken).ConfigureAwait(false);
        }

        await PassAsync(swept, run, cancellationToken).ConfigureAwait(false);
        foreach (var context in run.Options.Compact && run.HasTaken ? swept : [])
        {
            await Compaction.CompactAsync(context, cancellationToken).ConfigureAwait(false);
        }

        // What was taken is looked for again, so that "nothing is overdue" is seen and not concluded.
        var look = new SweepRun(run.Options, run.Today, isDryRun: true, static () => true);
        await PassAsync(swept, look, cancellationToken).ConfigureAwait(false);
        return run.Report(look.Found);
    }

    /// <summary>Completes what erasures that were stopped have left: keys that have to go, and entries of the ledger.</summary>
    private async Task ResumeAsync(IReadOnlyList<DbContext> swept, CancellationToken cancellationToken)
    {
        foreach (var context in swept)
        {
            await erasure.ResumeAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PassAsync(IReadOnlyList<DbContext> swept, SweepRun run, CancellationToken cancellationToken)
    {
        foreach (var context in swept)
        {
            foreach (var schedule in SweepSchedule.Of(context, runtime, run.Today))
            {
                var withRequests = await new DuePeople(context, schedule, runtime).AnyRequestedAsync(cancellationToken).ConfigureAwait(false);
                foreach (var group in schedule.Groups.Where(group => group.IsDecidedByRow))
                {
                    await new RowSweep(context, schedule, group, runtime, run).RunAsync(withRequests, cancellationToken).ConfigureAwait(false);
                }

                await new PeopleSweep(context, schedule, erasure, runtime, run).RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
