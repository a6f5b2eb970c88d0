using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>Somebody who wants the newsletter, customer or not. The consent lies in a table of the library.</summary>
[DataSubject(DataSubjectRole.Subscriber)]
[ExportName("newsletter", Swedish = "Nyhetsbrev", English = "Newsletter")]
public sealed class NewsletterSubscriber
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, Purposes.Newsletter)]
    [Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
    public required string Email { get; set; }
}
