using HostingCompany.Evidence;
using HostingCompany.Hosting;
using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;

namespace HostingCompany.Story;

/// <summary>Reads everybody back through the library, as any application would.</summary>
internal static class ReadBack
{
    private const int PageSize = 100;

    /// <summary>Compares what is read with what should be there.</summary>
    /// <param name="application">Gives each page a context of its own.</param>
    /// <param name="expected">Every value that should be read.</param>
    /// <param name="read">Is told how many customers were read.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <returns>What differs, without the values.</returns>
    public static async Task<IReadOnlyList<string>> CompareAsync(
        Application application,
        IEnumerable<PersonalValue> expected,
        Action<int> read,
        CancellationToken cancellationToken)
    {
        var missing = expected.CountBy(value => value).ToDictionary();
        var differences = new List<string>();
        var lastId = 0;
        while (true)
        {
            await using var scope = application.NewScope();
            var page = await PageAsync(scope.Db, lastId, cancellationToken);
            if (page.Count == 0)
            {
                break;
            }

            lastId = page[^1].Id;
            Compare(page, missing, differences);
            read(page.Count);
        }

        await using (var scope = application.NewScope())
        {
            Compare(await OthersAsync(scope.Db, cancellationToken), missing, differences);
        }

        differences.AddRange(missing.Where(pair => pair.Value > 0)
            .Select(pair => $"{pair.Key.Person} has lost a {pair.Key.Entity}.{pair.Key.Property}."));
        return differences;
    }

    private static void Compare(IEnumerable<object> people, Dictionary<PersonalValue, int> missing, List<string> differences)
    {
        foreach (var value in people.SelectMany(PersonalValues.Of))
        {
            if (missing.GetValueOrDefault(value) == 0)
            {
                differences.Add($"{value.Person} has a {value.Entity}.{value.Property} that should not be there.");
            }
            else
            {
                missing[value]--;
            }
        }
    }

    private static Task<List<Customer>> PageAsync(HostingContext db, int afterId, CancellationToken cancellationToken)
        => db.Customers.AsNoTracking().AsSplitQuery()
            .Include(customer => customer.Services).ThenInclude(service => service.Changes)
            .Include(customer => customer.Invoices).ThenInclude(invoice => invoice.Payments)
            .Include(customer => customer.SupportCases).ThenInclude(supportCase => supportCase.Messages)
            .Include(customer => customer.Logins)
            .Include(customer => customer.Calls)
            .Include(customer => customer.Disclosures)
            .Include(customer => ((Company)customer).ContactPersons)
            .Include(customer => ((Company)customer).PortalUsers)
            .Where(customer => customer.Id > afterId)
            .OrderBy(customer => customer.Id)
            .Take(PageSize)
            .ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<object>> OthersAsync(HostingContext db, CancellationToken cancellationToken) =>
    [
        .. await db.NewsletterSubscribers.AsNoTracking().ToListAsync(cancellationToken),
        .. await db.SupplierContacts.AsNoTracking().ToListAsync(cancellationToken),
        .. await db.JobApplicants.AsNoTracking().Include(applicant => applicant.Interviews).ToListAsync(cancellationToken),
        .. await db.Visitors.AsNoTracking().AsSplitQuery().Include(visitor => visitor.Passages).Include(visitor => visitor.Clips).ToListAsync(cancellationToken),
        .. await db.Employees.AsNoTracking().Include(employee => employee.Trainings).ToListAsync(cancellationToken),
    ];
}
