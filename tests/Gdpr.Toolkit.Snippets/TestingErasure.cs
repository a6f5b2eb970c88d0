using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Snippets.QuickStart;
using Gdpr.Toolkit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets;

/// <summary>What an application's own tests register and check.</summary>
public static class TestingErasure
{
    public static ManualTimeProvider Register(IServiceCollection services)
    {
        #region TestServices
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero));
        services.AddSingleton<TimeProvider>(clock);
        services.AddGdprToolkit(gdpr => gdpr
            .UseCertificate(TestCertificate.CreateKeyEncryption())
            .UseSigningCertificate(TestCertificate.CreateSigning())
            .ConfigureKeyCache(cache => cache.LeaseDuration = TimeSpan.FromMilliseconds(1)));
        #endregion
        return clock;
    }

    public static async Task ProveAsync(ShopContext db, IPersonalDataExport export, IPersonalDataErasure erasure)
    {
        #region Proven
        var generator = new PersonGenerator(seed: 42);
        foreach (var person in await generator.SaveAsync(db, people: 5))
        {
            using var package = new MemoryStream();
            await export.ExportAsync(person.Subject, ExportProfile.Access, package);
            await SubjectAssert.CompleteAsync(db, person.Subject, package);

            await erasure.EraseAsync(await erasure.PlanAsync(person.Subject));
            await SubjectAssert.ForgottenAsync(db, person.Subject, person.Texts);
        }
        #endregion
    }

    public static PersonGenerator Declare()
    {
        #region GeneratedValues
        var generator = new PersonGenerator(seed: 42)
            .Set((Customer customer) => customer.Email, number => $"customer{number}@example.org");
        #endregion
        return generator;
    }

    public static async Task CheckAsync(ShopContext db, int id)
    {
        #region Forgotten
        await SubjectAssert.ForgottenAsync(db, DataSubject.Of<Customer>(id), ["Ada Lovelace", "Ada@example.org"]);
        #endregion
    }
}
