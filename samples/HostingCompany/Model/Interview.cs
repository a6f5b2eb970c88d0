using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>What was noted of an applicant in an interview.</summary>
[ExportName("interview", Swedish = "Intervju", English = "Interview")]
public sealed class Interview
{
    public int Id { get; set; }

    public int JobApplicantId { get; set; }

    public JobApplicant? JobApplicant { get; set; }

    [PersonalData(PersonalDataCategory.Interview, Purposes.Recruitment)]
    public DateOnly HeldOn { get; set; }

    [PersonalData(PersonalDataCategory.Evaluation, Purposes.Recruitment, Provenance = DataProvenance.Derived)]
    [Encrypted]
    public required string Notes { get; set; }
}
