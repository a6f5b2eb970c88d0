using HostingCompany.Model;

namespace HostingCompany.Data;

/// <summary>Everybody whom the company knows, and the firms and authorities around it.</summary>
internal sealed record Everybody
{
    public required IReadOnlyList<Customer> Customers { get; init; }

    public required IReadOnlyList<NewsletterSubscriber> Subscribers { get; init; }

    public required IReadOnlyList<Supplier> Suppliers { get; init; }

    public required IReadOnlyList<JobApplicant> Applicants { get; init; }

    public required IReadOnlyList<Visitor> Visitors { get; init; }

    public required IReadOnlyList<Employee> Employees { get; init; }

    public required IReadOnlyList<Recipient> Recipients { get; init; }

    /// <summary>Gets the people: customers with those who act for them, and everybody else.</summary>
    public IEnumerable<object> People =>
    [
        .. Customers, .. Subscribers, .. Suppliers.SelectMany(supplier => supplier.Contacts), .. Applicants, .. Visitors, .. Employees,
    ];
}
