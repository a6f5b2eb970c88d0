using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Snippets.QuickStart;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Snippets;

/// <summary>Planning and carrying out erasures.</summary>
public sealed class Erasing(ShopContext db, IPersonalDataErasure erasure)
{
    public async Task EraseAsync(int id, CancellationToken cancellationToken)
    {
        #region Erase
        var plan = await erasure.PlanAsync(DataSubject.Of<Customer>(id), ErasureGround.ConsentWithdrawn, cancellationToken);
        Console.WriteLine(plan);

        var certificate = await erasure.EraseAsync(plan, new ErasureOptions { Compact = true }, cancellationToken);
        await File.WriteAllBytesAsync("erasure.json", certificate.Document.ToArray(), cancellationToken);
        await File.WriteAllBytesAsync("erasure.p7s", certificate.Signature.ToArray(), cancellationToken);
        await File.WriteAllTextAsync("issuer.pem", certificate.IssuerPem, cancellationToken);
        #endregion
    }

    public async Task EraseAndSearchAsync(ErasurePlan plan, CancellationToken cancellationToken)
    {
        #region EraseAndSearch
        var certificate = await erasure.EraseAsync(plan, new ErasureOptions { Verification = VerificationScope.Identifiers }, cancellationToken);
        foreach (var finding in certificate.Verification.Findings)
        {
            Console.WriteLine($"{finding.Kind}: {finding.Rows} rows in {finding.Table}.{finding.Column}");
        }
        #endregion
    }

    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        #region ResumeErasures
        await erasure.ResumeAsync(cancellationToken);
        #endregion
    }

    public async Task RemoveAsync(int id)
    {
        #region RemoveAndErase
        db.Remove(await db.Customers.SingleAsync(customer => customer.Id == id));
        await db.SaveChangesAsync();

        foreach (var person in await erasure.ListPendingAsync())
        {
            await erasure.EraseAsync(await erasure.PlanAsync(person));
        }

        await erasure.CompactAsync();
        #endregion
    }
}
