using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>Somebody who works at the company.</summary>
[DataSubject(DataSubjectRole.Employee)]
[ExportName("employee", Swedish = "Anställd", English = "Employee")]
public sealed class Employee
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, Purposes.Employment)]
    [Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, Purposes.Employment)]
    [Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.BankAccount, Purposes.Employment)]
    [Encrypted]
    public required string SalaryAccount { get; set; }

    [NotPersonalData("says when an employment ended; retention runs from it")]
    [AnchorsRetention(RetentionAnchor.EmploymentEnded)]
    public DateOnly? EmploymentEndedOn { get; set; }

    public List<Training> Trainings { get; } = [];
}
