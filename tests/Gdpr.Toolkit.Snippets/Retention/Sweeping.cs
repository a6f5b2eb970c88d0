using Gdpr.Toolkit.Retention;
using Gdpr.Toolkit.Snippets.QuickStart;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets.Retention;

/// <summary>Takes what nothing keeps any more.</summary>
public static class Sweeping
{
    public static void Register(IServiceCollection services, GdprToolkitBuilder gdpr)
    {
        #region KeepErasureCertificates
        gdpr.KeepErasureCertificates(async (services, certificate, cancel) =>
        {
            await File.WriteAllBytesAsync($"certificates/{certificate.Id}.json", certificate.Document.ToArray(), cancel);
            await File.WriteAllBytesAsync($"certificates/{certificate.Id}.p7s", certificate.Signature.ToArray(), cancel);
        });
        #endregion

        #region SweepInBackground
        gdpr.SweepInBackground<ShopContext>(options => options.Interval = TimeSpan.FromHours(12));
        services.AddHealthChecks().AddGdprRetention();
        #endregion
    }

    public static async Task SweepAsync(IRetentionSweep sweep)
    {
        #region Sweep
        var found = await sweep.RunAsync(new SweepOptions { DryRun = true });
        Console.WriteLine(found);

        var swept = await sweep.RunAsync();
        Console.WriteLine(swept);
        #endregion
    }
}
