using Gdpr.Toolkit.Snippets.QuickStart;

namespace Gdpr.Toolkit.Snippets.Mapping;

#region MapSharedRow
[NotPersonalData("how the insurance handles the claim")]
public class Claim
{
    public int Id { get; set; }

    public Customer? Claimant { get; set; }

    public Customer? Witness { get; set; }

    [PersonalData(PersonalDataCategory.BankAccount, "service", Subject = nameof(Claimant)), Encrypted]
    public string? Account { get; set; }

    [PersonalData(PersonalDataCategory.FreeText, "service", Subject = nameof(Witness))]
    public string? Statement { get; set; }

    public bool IsSettled { get; set; }
}
#endregion
