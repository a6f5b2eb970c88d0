using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Export;

/// <inheritdoc/>
internal sealed class PersonalDataExport(SubjectContexts contexts, PersonalDataSources outside, GdprRuntime runtime) : IPersonalDataExport
{
    public async Task<ExportSummary> ExportAsync(
        DataSubject subject, ExportProfile profile, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(destination);
        var person = Person.Find(contexts, subject);
        var selection = new ExportSelection(profile, person.Mark.Role, runtime.Purposes);
        var asked = outside.For(person);
        var rows = await person.ReadAsync(tracking: false, cancellationToken).ConfigureAwait(false);
        string reference;
        using (var keys = await Erasure.PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false))
        {
            reference = keys.Reference;
        }

        // Asked before anything is written: a source that is down then costs nobody half a package.
        var findings = await SourceFindings
            .SearchAsync(person, asked.Where(source => SourceExport.Includes(source, selection)), cancellationToken)
            .ConfigureAwait(false);
        var package = new ExportPackage(destination, runtime.Time.GetUtcNow());
        await using (package.ConfigureAwait(false))
        {
            var sources = new List<ExportSource>();
            var names = ExportNames.Files(person.Entities);
            foreach (var entity in person.Entities)
            {
                var own = rows.Where(row => row.Mapped == entity).ToList();
                var path = $"data/{names[entity]}.json";
                await package.AddAsync(path, ExportRecords.Write(own, selection), cancellationToken).ConfigureAwait(false);
                sources.Add(new ExportSource(entity.EntityType.ShortName(), path, own.Count));
            }

            var choices = await ChoiceExport.AddAsync(package, person, profile, runtime, cancellationToken).ConfigureAwait(false);
            sources.AddRange(choices.Sources);
            sources.AddRange(await SourceExport.AddAsync(package, findings, selection, cancellationToken).ConfigureAwait(false));
            var summary = new ExportSummary(
                Guid.NewGuid().ToString("D"),
                profile,
                sources,
                [.. selection.Omissions(person.Entities), .. choices.Omissions, .. SourceExport.Omissions(asked, selection)]);
            await package.CompleteAsync(ExportManifest.Write(summary, person, reference, package, runtime), runtime.Signer, cancellationToken)
                .ConfigureAwait(false);
            return summary;
        }
    }
}
