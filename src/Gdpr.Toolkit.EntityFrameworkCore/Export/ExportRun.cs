using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Sources;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Export;

/// <summary>One export while it is being written: data first, then the documents that say what there is.</summary>
internal sealed class ExportRun(Person person, ExportSelection selection, ExportOptions options, GdprRuntime runtime, ILogger? failures) : IDisposable
{
    private readonly ExportPage _page = new();
    private readonly List<ExportSource> _sources = [];
    private readonly List<ExportOmission> _omissions = [];
    private readonly List<ExportDataset> _datasets = [];
    private readonly List<UsedData> _used = [];

    private bool IsAccess => selection.Profile == ExportProfile.Access;

    /// <summary>Writes the whole package.</summary>
    public async Task<ExportSummary> WriteAsync(
        ExportPackage package, PersonRows rows, SourceFindings findings, IReadOnlyList<IPersonalDataSource> sources, CancellationToken cancellationToken)
    {
        var files = new RecordFiles(package, _page);
        await WriteRowsAsync(files, rows, sources, cancellationToken).ConfigureAwait(false);
        await WriteChoicesAsync(files, cancellationToken).ConfigureAwait(false);
        await WriteSourcesAsync(package, files, findings, sources, cancellationToken).ConfigureAwait(false);
        var facts = await FactsAsync(package, cancellationToken).ConfigureAwait(false);
        await WriteDocumentsAsync(package, facts, cancellationToken).ConfigureAwait(false);
        await package.CompleteAsync(ExportManifest.Write(facts, package.Files), runtime.Signer, cancellationToken).ConfigureAwait(false);
        return facts.Summary;
    }

    public void Dispose() => _page.Dispose();

    private async Task WriteRowsAsync(
        RecordFiles files, PersonRows rows, IEnumerable<IPersonalDataSource> sources, CancellationToken cancellationToken)
    {
        var entities = person.Entities.Where(entity => !entity.IsReadOnly).ToList();
        var names = ExportNames.Files(entities, ChoiceExport.Names.Concat(sources.Select(source => source.Name)));
        var retention = IsAccess ? await RetentionReading.LoadAsync(runtime, person, rows, cancellationToken).ConfigureAwait(false) : null;
        foreach (var entity in entities)
        {
            _omissions.AddRange(selection.Omissions(entity, names[entity]));
            if (selection.Includes(entity))
            {
                await WriteRowsAsync(files, new RowRecords(entity, names[entity], selection, retention?.For(entity)), rows, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                _sources.Add(new ExportSource(names[entity], ExportSourceStatus.Excluded, Path: null, Records: 0));
            }
        }
    }

    private async Task WriteRowsAsync(RecordFiles files, RowRecords layout, PersonRows rows, CancellationToken cancellationToken)
    {
        var source = await files
            .WriteAsync("data", layout.Dataset.Name, layout, rows.Of(layout.Mapped, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        _sources.Add(source);
        _datasets.Add(layout.Dataset);
        if (source.Status == ExportSourceStatus.Found)
        {
            _omissions.AddRange(layout.OmittedForOthers);
            _used.AddRange(layout.Mapped.Personal.Select(property => new UsedData(property.Category!.Value, property.Purposes, property.Mark!.Provenance, property.Mark.Source)));
        }
    }

    private async Task WriteChoicesAsync(RecordFiles files, CancellationToken cancellationToken)
    {
        if (!IsAccess)
        {
            _sources.AddRange(ChoiceExport.Names.Select(name => new ExportSource(name, ExportSourceStatus.Excluded, Path: null, Records: 0)));
            _omissions.AddRange(ChoiceExport.Names.Select(name => ExportSelection.Omission(name, ExportOmission.Everything, ExportOmissionReason.ControllersRecord)));
            return;
        }

        foreach (var (layout, records) in await ChoiceExport.LoadAsync(person, runtime, cancellationToken).ConfigureAwait(false))
        {
            _sources.Add(await files.WriteAsync("choices", layout.Dataset.Name, layout, records.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false));
            _datasets.Add(layout.Dataset);
        }
    }

    private async Task WriteSourcesAsync(
        ExportPackage package, RecordFiles files, SourceFindings findings, IEnumerable<IPersonalDataSource> sources, CancellationToken cancellationToken)
    {
        var writing = new SourceExport(package, files, selection, failures);
        foreach (var source in sources)
        {
            _omissions.AddRange(selection.Omissions(source));
            if (findings.All.FirstOrDefault(finding => finding.Source == source) is not { } finding)
            {
                var status = selection.Includes(source) ? ExportSourceStatus.Failed : ExportSourceStatus.Excluded;
                _sources.Add(new ExportSource(source.Name, status, Path: null, Records: 0));
                continue;
            }

            var layout = SourceExport.Layout(source);
            _sources.Add(await writing.WriteAsync(findings.Subject, finding, layout, cancellationToken).ConfigureAwait(false));
            _datasets.Add(layout.Dataset);
            if (finding.Items.Count > 0)
            {
                _used.AddRange(source.Holdings.Select(holding => new UsedData(holding.Category, holding.Purposes, holding.Provenance, holding.Source)));
            }
        }
    }

    private async Task<ExportFacts> FactsAsync(ExportPackage package, CancellationToken cancellationToken)
    {
        using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
        return new ExportFacts
        {
            Summary = new ExportSummary(Guid.NewGuid().ToString("D"), selection.Profile, _sources, [.. _omissions.Distinct()]),
            CreatedAt = package.CreatedAt,
            TimeZone = runtime.Options.TimeZone?.Id ?? "UTC",
            RequestId = options.RequestId,
            Controller = runtime.Options.Controller,
            SubjectReference = keys.Reference,
            SubjectKind = person.Mark.EffectiveKind,
            Role = person.Mark.Role,
            Datasets = _datasets,
            Information = IsAccess ? new ExportInformation(runtime.Purposes, person.Mark.Role, _used) : null,
            IsEncrypted = options.Recipient is not null,
            ToolkitVersion = ToolkitVersion.Current,
        };
    }

    private async Task WriteDocumentsAsync(ExportPackage package, ExportFacts facts, CancellationToken cancellationToken)
    {
        if (facts.Information is { } information)
        {
            await package.AddAsync(InformationDocument.Path, ExportPackage.Json, InformationDocument.Write(facts, information), cancellationToken, SchemaDocument.Information).ConfigureAwait(false);
        }

        await package.AddAsync(OmissionDocument.Path, ExportPackage.Json, OmissionDocument.Write(facts), cancellationToken, SchemaDocument.Omitted).ConfigureAwait(false);
        await package.AddAsync(SchemaDocument.Path, "application/schema+json", SchemaDocument.Write(facts), cancellationToken).ConfigureAwait(false);
        await package.AddAsync(ContextDocument.Path, "application/ld+json", ContextDocument.Write(facts), cancellationToken).ConfigureAwait(false);
        await package.AddAsync(ReadMeDocument.Path, "text/plain", ReadMeDocument.Write(facts), cancellationToken).ConfigureAwait(false);
        await package.AddAsync(ExportPage.Path, "text/html", stream => _page.WriteAsync(stream, facts, options.Language, cancellationToken), cancellationToken).ConfigureAwait(false);
    }
}
