using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Reads person 1, and again whenever it is told to, by the system's clock; its key stays in memory for hours.</summary>
internal static class HoldScenario
{
    public const string Name = "hold";
    public const string Gone = "gone";

    public static TimeSpan LeaseDuration { get; } = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(ChildTarget target)
    {
        await using var host = TestHost<NotesContext>.Attach(target.Database, target.ConnectionString, target.KeyConnectionString, options =>
            options.ConfigureToolkit = gdpr =>
            {
                gdpr.Services.Replace(ServiceDescriptor.Singleton(TimeProvider.System));
                gdpr.ConfigureKeyCache(cache => (cache.Lifetime, cache.LeaseDuration) = (TimeSpan.FromHours(1), LeaseDuration));
            });
        do
        {
            Console.WriteLine(await ReadAsync(host));
        }
        while (await Console.In.ReadLineAsync() is not (null or "end"));
    }

    private static async Task<string> ReadAsync(TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        try
        {
            return await scope.Context.People.Where(row => row.Id == 1).Select(row => row.Name).SingleOrDefaultAsync() ?? Gone;
        }
        catch (SubjectKeyDestroyedException)
        {
            return nameof(SubjectKeyDestroyedException);
        }
    }
}
