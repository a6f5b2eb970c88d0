using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Export;

/// <summary>Decides which properties a profile holds: all for access, those of Art. 20(1) for portability.</summary>
internal sealed class ExportSelection(ExportProfile profile, DataSubjectRole role, PurposeRegistry purposes)
{
    public bool Includes(MappedProperty property) => property.Mark is not null && WhyNot(property) is null;

    public IReadOnlyList<ExportOmission> Omissions(IEnumerable<MappedEntity> entities)
        =>
        [
            .. entities
                .SelectMany(entity => entity.Personal)
                .Select(property => (Property: property, Reason: WhyNot(property)))
                .Where(property => property.Reason is not null)
                .Select(property => new ExportOmission(property.Property.Entity, property.Property.Path, property.Reason!))
                .Distinct(),
        ];

    private string? WhyNot(MappedProperty property)
    {
        if (profile == ExportProfile.Access)
        {
            return null;
        }

        if (property.Mark!.Provenance is DataProvenance.Derived or DataProvenance.Inferred)
        {
            return $"{property.Mark.Provenance} data is not portable (GDPR Art. 20(1)).";
        }

        return property.Mark.Purposes.Any(IsByConsentOrContract)
            ? null
            : "It is not processed by consent or contract (GDPR Art. 20(1)(a)).";
    }

    private bool IsByConsentOrContract(string purpose)
        => purposes.Find(purpose)?.RuleFor(role)?.Basis is LegalBasis.Consent or LegalBasis.Contract;
}
