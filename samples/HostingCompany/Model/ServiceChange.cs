using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>What was changed in a service, and when: history is personal data, too.</summary>
[ExportName("change", Swedish = "Ändring", English = "Change")]
public sealed class ServiceChange
{
    public int Id { get; set; }

    public int ServiceId { get; set; }

    public Service? Service { get; set; }

    [PersonalData(PersonalDataCategory.ServiceUsage, Purposes.Orders, Provenance = DataProvenance.Observed)]
    public DateTime ChangedAt { get; set; }

    [PersonalData(PersonalDataCategory.ServiceUsage, Purposes.Orders, Provenance = DataProvenance.Observed)]
    public required string What { get; set; }
}
