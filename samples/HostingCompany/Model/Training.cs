using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A course in data protection that an employee has taken: everybody does, every year.</summary>
[ExportName("training", Swedish = "Utbildning", English = "Training")]
public sealed class Training
{
    public int Id { get; set; }

    public int EmployeeId { get; set; }

    public Employee? Employee { get; set; }

    [PersonalData(PersonalDataCategory.Education, Purposes.Employment)]
    public required string Course { get; set; }

    [PersonalData(PersonalDataCategory.Education, Purposes.Employment)]
    public DateOnly CompletedOn { get; set; }
}
