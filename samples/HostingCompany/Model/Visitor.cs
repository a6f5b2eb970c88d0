using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>Somebody who visits the offices or a server hall, and gets an access card.</summary>
[DataSubject(DataSubjectRole.PremisesVisitor)]
[ExportName("visitor", Swedish = "Besökare", English = "Visitor")]
public sealed class Visitor
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, Purposes.Premises)]
    [Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.TelephoneNumber, Purposes.Premises)]
    [Encrypted]
    public required string Phone { get; set; }

    /// <summary>Gets or sets the day of the last visit, from which name and number are kept.</summary>
    [NotPersonalData("says when somebody was here; retention runs from it")]
    [AnchorsRetention(Purposes.Visited)]
    public DateOnly LastVisitOn { get; set; }

    public List<AccessCardEvent> Passages { get; } = [];

    public List<CameraClip> Clips { get; } = [];
}
