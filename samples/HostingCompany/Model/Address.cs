using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A postal address, owned by the customer and stored in the customer's row.</summary>
/// <remarks>Not encrypted, to show what happens to plaintext: it is overwritten, and gone from the file once that is compacted.</remarks>
public sealed class Address
{
    [PersonalData(PersonalDataCategory.PhysicalAddress, Purposes.Service)]
    public required string Street { get; set; }

    [PersonalData(PersonalDataCategory.PostalCode, Purposes.Service)]
    public required string PostalCode { get; set; }

    [PersonalData(PersonalDataCategory.PhysicalAddress, Purposes.Service)]
    public required string City { get; set; }
}
