namespace Gdpr.Toolkit.Snippets.Mapping;

#region MapCondition
[DataSubject(DataSubjectRole.SoleTrader)]
public class Organisation
{
    public int Id { get; set; }

    [NotPersonalData("says of which kind the organisation is")]
    public bool IsSoleTrader { get; set; }

    [PersonalData(PersonalDataCategory.NationalIdentificationNumber, "service", When = nameof(IsSoleTrader)), Encrypted]
    public string? OrganisationNumber { get; set; }
}
#endregion
