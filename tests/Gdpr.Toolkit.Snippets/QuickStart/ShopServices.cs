using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets.QuickStart;

/// <summary>What the application registers when it starts.</summary>
public static class ShopServices
{
    public static void Add(IServiceCollection services, X509Certificate2 certificate, string connectionString)
    {
        #region QuickStartServices
        services.AddGdprToolkit(gdpr =>
        {
            gdpr.UseCertificate(certificate);
            gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
        });
        services.AddDbContext<ShopContext>(options => options.UseSqlite(connectionString).UseGdprToolkit());
        #endregion
    }
}
