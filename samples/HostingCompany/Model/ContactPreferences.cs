using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>How a customer wants to be spoken to: a JSON document in the customer's row.</summary>
public sealed class ContactPreferences
{
    [PersonalData(PersonalDataCategory.Language, Purposes.Service)]
    [ExportName("language", Swedish = "Språk", English = "Language")]
    public required string Language { get; set; }

    [PersonalData(PersonalDataCategory.Preference, Purposes.Service)]
    [ExportName("bestTime", Swedish = "Bästa tid", English = "Best time")]
    public string? BestTime { get; set; }
}
