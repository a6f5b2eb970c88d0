using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A film of a visitor, as far as the database knows of it.</summary>
[ExportName("camera-clip", Swedish = "Kamerafilm", English = "Camera film")]
public sealed class CameraClip
{
    public int Id { get; set; }

    public int VisitorId { get; set; }

    public Visitor? Visitor { get; set; }

    [PersonalData(PersonalDataCategory.CctvFootage, Purposes.Premises, Provenance = DataProvenance.Observed)]
    [AnchorsRetention(Purposes.Visited)]
    public DateTime RecordedAt { get; set; }

    [PersonalData(PersonalDataCategory.CctvFootage, Purposes.Premises, Provenance = DataProvenance.Observed)]
    public required string FileName { get; set; }
}
