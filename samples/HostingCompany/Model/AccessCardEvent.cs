using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A door that a visitor's card opened. Kept for two months at least, whoever asks.</summary>
[ExportName("passage", Swedish = "Passage", English = "Passage")]
public sealed class AccessCardEvent
{
    public int Id { get; set; }

    public int VisitorId { get; set; }

    public Visitor? Visitor { get; set; }

    [PersonalData(PersonalDataCategory.PhysicalAccessLog, Purposes.Premises, Provenance = DataProvenance.Observed)]
    [AnchorsRetention(Purposes.Visited)]
    public DateTime PassedAt { get; set; }

    [PersonalData(PersonalDataCategory.PhysicalAccessLog, Purposes.Premises, Provenance = DataProvenance.Observed)]
    public required string Door { get; set; }

    [PersonalData(PersonalDataCategory.UniqueIdentifier, Purposes.Premises, Provenance = DataProvenance.Observed)]
    public required string CardNumber { get; set; }
}
