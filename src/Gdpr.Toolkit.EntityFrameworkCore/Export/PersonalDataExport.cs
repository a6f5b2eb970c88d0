using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Export;

/// <inheritdoc/>
internal sealed class PersonalDataExport(SubjectContexts contexts, GdprRuntime runtime) : IPersonalDataExport
{
    public async Task<ExportSummary> ExportAsync(
        DataSubject subject, ExportProfile profile, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(destination);
        var person = Person.Find(contexts, subject);
        var rows = await person.ReadAsync(tracking: false, cancellationToken).ConfigureAwait(false);
        var selection = new ExportSelection(profile, person.Mark.Role, runtime.Purposes);
        string reference;
        using (var keys = await Erasure.PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false))
        {
            reference = keys.Reference;
        }

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
            var summary = new ExportSummary(
                Guid.NewGuid().ToString("D"),
                profile,
                [.. sources, .. choices.Sources],
                [.. selection.Omissions(person.Entities), .. choices.Omissions]);
            await package.CompleteAsync(ExportManifest.Write(summary, person, reference, package, runtime), runtime.Signer, cancellationToken)
                .ConfigureAwait(false);
            return summary;
        }
    }
}
