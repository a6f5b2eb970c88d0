using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Export;

/// <summary>Decides which properties a profile holds: all for access, those of Art. 20(1) for portability.</summary>
internal sealed class ExportSelection(ExportProfile profile, DataSubjectRole role, PurposeRegistry purposes)
{
    public bool Includes(MappedProperty property) => property.Mark is { } mark && WhyNot(mark.Provenance, mark.Purposes) is null;

    public IReadOnlyList<ExportOmission> Omissions(IEnumerable<MappedEntity> entities)
        =>
        [
            .. entities
                .SelectMany(entity => entity.Personal)
                .Select(property => (Property: property, Reason: WhyNot(property.Mark!.Provenance, property.Mark.Purposes)))
                .Where(property => property.Reason is not null)
                .Select(property => new ExportOmission(property.Property.Entity, property.Property.Path, property.Reason!))
                .Distinct(),
        ];

    /// <summary>Finds the reason why a profile leaves data out; null for what it holds.</summary>
    public string? WhyNot(DataProvenance provenance, IEnumerable<string> usedFor)
    {
        if (profile == ExportProfile.Access)
        {
            return null;
        }

        if (provenance is DataProvenance.Derived or DataProvenance.Inferred)
        {
            return $"{provenance} data is not portable (GDPR Art. 20(1)).";
        }

        return usedFor.Any(IsByConsentOrContract)
            ? null
            : "It is not processed by consent or contract (GDPR Art. 20(1)(a)).";
    }

    private bool IsByConsentOrContract(string purpose)
        => purposes.Find(purpose)?.RuleFor(role)?.Basis is LegalBasis.Consent or LegalBasis.Contract;
}
