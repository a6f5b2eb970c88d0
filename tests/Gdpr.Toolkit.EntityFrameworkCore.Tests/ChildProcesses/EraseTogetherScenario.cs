using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Erases person 1 when it is told to, while others do the same, and says whose certificate there is.</summary>
internal static class EraseTogetherScenario
{
    public const string Name = "erase-together";
    public const string Signed = "signed";
    public const string Found = "found";

    public static async Task RunAsync(ChildTarget target)
    {
        await using var host = TestHost<NotesContext>.Attach(target.Database, target.ConnectionString, target.KeyConnectionString);
        await using var scope = host.NewScope();
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Person>(1));
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        try
        {
            Console.WriteLine($"{Signed} {(await scope.Erasure.EraseAsync(plan)).Id}");
        }
        catch (StaleErasurePlanException exception)
        {
            Console.WriteLine($"{Found} {exception.CertificateId}");
        }
    }
}
