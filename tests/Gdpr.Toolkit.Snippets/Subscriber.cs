namespace Gdpr.Toolkit.Snippets;

/// <summary>A person some of whose values can be destroyed while the others stay.</summary>
[DataSubject(DataSubjectRole.Customer)]
public class Subscriber
{
    public int Id { get; set; }

    #region WhenDestroyed
    [PersonalData(PersonalDataCategory.TelephoneNumber, "service")]
    [Encrypted(WhenDestroyed = DestroyedValue.Null)]
    public string? Telephone { get; set; }

    [PersonalData(PersonalDataCategory.Name, "service", Replacement = "(erased)")]
    [Encrypted(WhenDestroyed = DestroyedValue.Replacement)]
    public required string Name { get; set; }
    #endregion

    #region KeyGroup
    [PersonalData(PersonalDataCategory.EmailAddress, "marketing")]
    [Encrypted(Searchable = true, KeyGroup = "marketing", WhenDestroyed = DestroyedValue.Null)]
    public string? NewsletterAddress { get; set; }
    #endregion
}
