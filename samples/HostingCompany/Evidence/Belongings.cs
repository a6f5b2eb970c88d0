using System.Globalization;
using HostingCompany.Model;

namespace HostingCompany.Evidence;

/// <summary>Says which rows are whose, by hand: it shares no code with the library, which finds them from foreign keys.</summary>
internal static class Belongings
{
    /// <summary>Lists the rows of a person. With a customer come those who act for it, each a person of their own.</summary>
    public static IEnumerable<Belonging> Of(object person) => person switch
    {
        Company company => [.. OfCustomer(company), .. company.ContactPersons.SelectMany(Of), .. company.PortalUsers.SelectMany(Of)],
        Customer customer => OfCustomer(customer),
        JobApplicant applicant => Of(person, [applicant, .. applicant.Interviews]),
        Visitor visitor => Of(person, [visitor, .. visitor.Passages, .. visitor.Clips]),
        Employee employee => Of(person, [employee, .. employee.Trainings]),
        _ => Of(person, [person]),
    };

    /// <summary>Names a person in the files that the sample writes, such as <c>Customer-17</c>.</summary>
    public static string LabelOf(object person)
    {
        var id = person switch
        {
            Customer customer => customer.Id,
            ContactPerson contact => contact.Id,
            PortalUser user => user.Id,
            NewsletterSubscriber subscriber => subscriber.Id,
            SupplierContact contact => contact.Id,
            JobApplicant applicant => applicant.Id,
            Visitor visitor => visitor.Id,
            Employee employee => employee.Id,
            _ => throw new ArgumentException($"'{person.GetType().Name}' is no kind of people.", nameof(person)),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{(person is Customer ? nameof(Customer) : person.GetType().Name)}-{id}");
    }

    private static IEnumerable<Belonging> OfCustomer(Customer customer) => Of(
        customer,
        [
            customer,
            .. customer.Services,
            .. customer.Services.SelectMany(service => service.Changes),
            .. customer.Invoices,
            .. customer.Invoices.SelectMany(invoice => invoice.Payments),
            .. customer.SupportCases,
            .. customer.SupportCases.SelectMany(supportCase => supportCase.Messages),
            .. customer.Logins,
            .. customer.Calls,
            .. customer.Disclosures,
        ]);

    private static IEnumerable<Belonging> Of(object person, IEnumerable<object> rows)
    {
        var label = LabelOf(person);
        return rows.Select(row => new Belonging(label, person, row));
    }
}
