using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Sources;
using Gdpr.Toolkit.Telemetry;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Export;

/// <inheritdoc/>
internal sealed class PersonalDataExport(SubjectContexts contexts, PersonalDataSources outside, GdprRuntime runtime) : IPersonalDataExport
{
    public async Task<ExportSummary> ExportAsync(
        DataSubject subject,
        ExportProfile profile,
        Stream destination,
        ExportOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(destination);
        using var right = PurposeScope.BeginRight();
        return await GdprActivities.TraceAsync(
            GdprActivities.Export,
            GdprMeters.Exports,
            () => RunAsync(subject, profile, destination, options ?? new ExportOptions(), cancellationToken),
            summary => summary.IsComplete).ConfigureAwait(false);
    }

    private async Task<ExportSummary> RunAsync(
        DataSubject subject, ExportProfile profile, Stream destination, ExportOptions options, CancellationToken cancellationToken)
    {
        if (options.Recipient is { } checkedRecipient)
        {
            CmsEnvelope.Require(checkedRecipient, runtime.Time.GetUtcNow());
        }

        var person = Person.Find(contexts, subject);
        var selection = new ExportSelection(profile, person.Mark.Role, runtime.Purposes);
        var sources = outside.For(person);
        var rows = await PersonRows.LoadAsync(person, options.AllowUnknownPerson, cancellationToken).ConfigureAwait(false);

        var failures = options.AllowIncomplete ? person.Context.GetService<ILoggerFactory>().CreateLogger<SourceExport>() : null;

        // Asked before anything is written: a source that is down then costs nobody half a package.
        var findings = await SourceFindings
            .SearchAsync(person, sources.Where(selection.Includes), failures, cancellationToken)
            .ConfigureAwait(false);
        using var run = new ExportRun(person, selection, options, runtime, failures);
        if (options.Recipient is not { } recipient)
        {
            return await WriteAsync(destination).ConfigureAwait(false);
        }

        using var envelope = await CmsEnvelope.BeginAsync(destination, recipient, cancellationToken).ConfigureAwait(false);
        var summary = await WriteAsync(envelope).ConfigureAwait(false);
        await envelope.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return summary;

        async Task<ExportSummary> WriteAsync(Stream stream)
        {
            var package = new ExportPackage(stream, runtime.Time.GetUtcNow());
            await using (package.ConfigureAwait(false))
            {
                return await run.WriteAsync(package, rows, findings, sources, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
