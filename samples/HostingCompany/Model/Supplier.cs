using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A firm that the company buys from.</summary>
[NotPersonalData("describes a firm")]
public sealed class Supplier
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public List<SupplierContact> Contacts { get; } = [];
}
