using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Snippets.QuickStart;

/// <summary>What the application does all day, and what it does when a person asks.</summary>
public sealed class Shop(ShopContext db, IPersonalDataExport export, IPersonalDataErasure erasure)
{
    public async Task<ErasureCertificate> ServeAsync(Stream package)
    {
        #region QuickStartUse
        db.Add(new Customer { Name = "Ada Lovelace", Email = "Ada@example.org" });
        await db.SaveChangesAsync();

        var ada = await db.Customers.SingleAsync(customer => customer.Email == "Ada@EXAMPLE.org");
        var person = DataSubject.Of<Customer>(ada.Id);
        await export.ExportAsync(person, ExportProfile.Access, package);

        var plan = await erasure.PlanAsync(person);
        var erased = await erasure.EraseAsync(plan);
        #endregion
        return erased;
    }
}
