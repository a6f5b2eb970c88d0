using HostingCompany.Evidence;
using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostingCompany.Story;

/// <summary>Reads everybody back through the library, as any application would.</summary>
internal static class ReadBack
{
    private const int PageSize = 100;

    /// <summary>Compares what is read with what was put in.</summary>
    /// <param name="scopes">Gives each page a context of its own.</param>
    /// <param name="expected">Every value that should be read.</param>
    /// <param name="read">Is told how many customers were read.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <returns>What differs, without the values.</returns>
    public static async Task<IReadOnlyList<string>> CompareAsync(
        IServiceScopeFactory scopes,
        IEnumerable<PersonalValue> expected,
        Action<int> read,
        CancellationToken cancellationToken)
    {
        var missing = expected.CountBy(value => value).ToDictionary();
        var differences = new List<string>();
        var lastId = 0;
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var page = await PageAsync(scope.ServiceProvider.GetRequiredService<HostingContext>(), lastId, cancellationToken);
            if (page.Count == 0)
            {
                break;
            }

            lastId = page[^1].Id;
            foreach (var value in page.SelectMany(PersonalValues.Of))
            {
                if (missing.GetValueOrDefault(value) == 0)
                {
                    differences.Add($"{value.Person} has a {value.Entity}.{value.Property} that was not put in.");
                }
                else
                {
                    missing[value]--;
                }
            }

            read(page.Count);
        }

        differences.AddRange(missing.Where(pair => pair.Value > 0)
            .Select(pair => $"{pair.Key.Person} has lost a {pair.Key.Entity}.{pair.Key.Property}."));
        return differences;
    }

    private static Task<List<Customer>> PageAsync(HostingContext db, int afterId, CancellationToken cancellationToken)
        => db.Customers.AsNoTracking().AsSplitQuery()
            .Include(customer => customer.Services)
            .Include(customer => customer.Invoices).ThenInclude(invoice => invoice.Payments)
            .Include(customer => customer.SupportCases).ThenInclude(supportCase => supportCase.Messages)
            .Include(customer => customer.Logins)
            .Include(customer => ((Company)customer).ContactPersons)
            .Where(customer => customer.Id > afterId)
            .OrderBy(customer => customer.Id)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
}
