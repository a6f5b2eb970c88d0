namespace Gdpr.Toolkit.Snippets.Rooms;

/// <summary>Somebody who rents rooms.</summary>
[DataSubject(DataSubjectRole.Customer)]
public class Guest
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, "service"), Encrypted]
    public required string Name { get; set; }
}
