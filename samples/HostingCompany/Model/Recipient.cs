using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A firm or an authority that personal data was given to.</summary>
[NotPersonalData("describes firms and authorities")]
public sealed class Recipient
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public RecipientKind Kind { get; set; }

    /// <summary>Gets or sets the two letters of the country.</summary>
    public required string Country { get; set; }
}
