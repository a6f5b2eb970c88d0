using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>Somebody who applied for a job.</summary>
[DataSubject(DataSubjectRole.JobApplicant)]
[ExportName("application", Swedish = "Ansökan", English = "Application")]
public sealed class JobApplicant
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, Purposes.Recruitment)]
    [Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, Purposes.Recruitment)]
    [Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.BirthDate, Purposes.Recruitment)]
    [Encrypted]
    public DateOnly? BirthDate { get; set; }

    [PersonalData(PersonalDataCategory.FreeText, Purposes.Recruitment)]
    [Encrypted]
    public required string Letter { get; set; }

    /// <summary>Gets or sets what the applicant needs because of a disability: stored by explicit consent only (GDPR Art. 9(2)(a)).</summary>
    [PersonalData(PersonalDataCategory.Disability, Purposes.Adjustments, Condition = Article9Condition.ExplicitConsent)]
    [Encrypted]
    public string? Needs { get; set; }

    [NotPersonalData("says when a recruitment ended; retention runs from it")]
    [AnchorsRetention(RetentionAnchor.RecruitmentClosed)]
    public DateOnly? RecruitmentClosedOn { get; set; }

    public List<Interview> Interviews { get; } = [];
}
