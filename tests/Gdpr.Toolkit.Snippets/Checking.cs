using Gdpr.Toolkit.Snippets.QuickStart;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Snippets;

/// <summary>Whether every value is the one that was saved for its person, and how a row gets another one.</summary>
public sealed class Checking(ShopContext db)
{
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        #region VerifyIntegrity
        var report = await db.VerifyIntegrityAsync(cancellationToken: cancellationToken);
        Console.WriteLine(report);
        foreach (var finding in report.Findings)
        {
            Console.WriteLine($"{finding} in {finding.Table}");
        }
        #endregion
    }

    public async Task ReassignAsync(object order, int rightCustomer, CancellationToken cancellationToken)
    {
        #region Reassign
        await db.ReassignAsync(order, DataSubject.Of<Customer>(rightCustomer), "booked on the wrong customer", cancellationToken);
        #endregion
    }
}
