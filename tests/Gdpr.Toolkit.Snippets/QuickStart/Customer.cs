namespace Gdpr.Toolkit.Snippets.QuickStart;

#region QuickStartModel
[DataSubject(DataSubjectRole.Customer)]
public class Customer
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, "service"), Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, "service")]
    [Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
    public required string Email { get; set; }
}
#endregion
