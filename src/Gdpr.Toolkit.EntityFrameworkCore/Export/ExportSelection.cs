using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Export;

/// <summary>Decides what a profile holds: all for access, what Art. 20(1) covers for portability.</summary>
internal sealed class ExportSelection(ExportProfile profile, DataSubjectRole role, PurposeRegistry purposes)
{
    public ExportProfile Profile => profile;

    public bool Includes(MappedProperty property) => property.Mark is { } mark && WhyNot(mark.Provenance, mark.Purposes) is null;

    /// <summary>Whether a profile holds anything of an entity. One without values of its own links others, and goes with them.</summary>
    public bool Includes(MappedEntity entity) => !entity.Personal.Any() || entity.Personal.Any(Includes);

    /// <summary>Whether a profile holds anything of a source.</summary>
    public bool Includes(IPersonalDataSource source) => source.Holdings.Any(Includes);

    public bool Includes(PersonalDataHolding holding) => WhyNot(holding.Provenance, holding.Purposes) is null;

    /// <summary>Says which fields of an entity the profile leaves out, and why.</summary>
    public IEnumerable<ExportOmission> Omissions(MappedEntity entity, string name)
        => from property in entity.Personal
           let reason = WhyNot(property.Mark!.Provenance, property.Mark.Purposes)
           where reason is not null
           select Omission(name, ExportNames.Of(property), reason.Value);

    /// <summary>Says which kinds of data of a source the profile leaves out, and why.</summary>
    public IEnumerable<ExportOmission> Omissions(IPersonalDataSource source)
        => from holding in source.Holdings
           let reason = WhyNot(holding.Provenance, holding.Purposes)
           where reason is not null
           select Omission(source.Name, holding.Category.ToString(), reason.Value);

    public static ExportOmission Omission(string entity, string field, ExportOmissionReason reason)
        => new(entity, field, reason, DocumentTexts.In(DocumentLanguage.English).Of(reason));

    /// <summary>Finds the reason why a profile leaves data out; null for what it holds.</summary>
    private ExportOmissionReason? WhyNot(DataProvenance provenance, IEnumerable<string> usedFor)
        => profile == ExportProfile.Access ? null
            : provenance is DataProvenance.Derived or DataProvenance.Inferred ? ExportOmissionReason.NotProvided
            : usedFor.Any(IsByConsentOrContract) ? null
            : ExportOmissionReason.OtherBasis;

    private bool IsByConsentOrContract(string purpose)
        => purposes.Find(purpose)?.RuleFor(role)?.Basis is LegalBasis.Consent or LegalBasis.Contract;
}
