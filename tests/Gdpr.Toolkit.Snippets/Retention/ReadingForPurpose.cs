using Gdpr.Toolkit.Purposes;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Snippets.Retention;

/// <summary>Reads what an erasure has retained, for the purpose that it is retained for.</summary>
public static class ReadingForPurpose
{
    public static async Task<List<Invoice>> ReadAsync(IPurposeScopes purposes, DbContext db)
    {
        #region BeginPurpose
        using (purposes.BeginPurpose("accounting"))
        {
            return await db.Set<Invoice>().Where(invoice => invoice.IssuedOn.Year == 2026).ToListAsync();
        }
        #endregion
    }
}
