using Gdpr.Toolkit.Retention;
using Gdpr.Toolkit.Snippets.QuickStart;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets.Retention;

/// <summary>Takes what nothing keeps any more.</summary>
public static class Sweeping
{
    public static void Register(IServiceCollection services, GdprToolkitBuilder gdpr)
    {
        #region SweepInBackground
        gdpr.SweepInBackground<ShopContext>(
            keepCertificate: async (scope, certificate, cancel) =>
                await File.WriteAllBytesAsync($"{certificate.Id}.json", certificate.Document.ToArray(), cancel),
            options => options.Interval = TimeSpan.FromHours(12));
        services.AddHealthChecks().AddGdprRetention();
        #endregion
    }

    public static async Task SweepAsync(IRetentionSweep sweep)
    {
        #region Sweep
        var found = await sweep.RunAsync(new SweepOptions { DryRun = true });
        Console.WriteLine(found);

        var swept = await sweep.RunAsync();
        foreach (var certificate in swept.Certificates)
        {
            await File.WriteAllBytesAsync($"{certificate.Id}.json", certificate.Document.ToArray());
        }
        #endregion
    }
}
