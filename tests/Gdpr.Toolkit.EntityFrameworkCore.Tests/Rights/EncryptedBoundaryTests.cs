using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Rights;

/// <summary>A person's key reaches as far as their foreign keys do, which may be further than their rights.</summary>
public class EncryptedBoundaryTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_that_would_make_rows_of_another_tenant_unreadable_is_refused(TestDatabase database)
    {
        await using var host = await TestHost<ClinicContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("care", p => p.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        var ada = new Patient { Clinic = 1, Letters = { new Letter { Clinic = 1, Text = "own" }, new Letter { Clinic = 2, Text = "of another clinic" } } };
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();
        var subject = DataSubject.Of<Patient>(ada.Id);

        var error = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => scope.Erasure.PlanAsync(subject));
        await host.ExecuteRawAsync("""UPDATE "Letter" SET "Clinic" = 1""");
        scope.Context.ChangeTracker.Clear();
        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(subject));

        Assert.StartsWith("1 rows of 'Letter' lead to this person from another tenant", error.Message, StringComparison.Ordinal);
        Assert.True(certificate.IsComplete);
        Assert.Equal(0, await scope.Context.Set<Letter>().CountAsync());
    }

    public sealed class ClinicContext(DbContextOptions<ClinicContext> options) : DbContext(options)
    {
        public DbSet<Patient> Patients => Set<Patient>();
    }

    [DataSubject(DataSubjectRole.Patient)]
    public sealed class Patient
    {
        public int Id { get; set; }

        [Tenant]
        public int Clinic { get; set; }

        public List<Letter> Letters { get; } = [];
    }

    public sealed class Letter
    {
        public int Id { get; set; }

        public Patient? Patient { get; set; }

        [Tenant]
        public int Clinic { get; set; }

        [PersonalData(PersonalDataCategory.Communication, "care")]
        [Encrypted]
        public string? Text { get; set; }
    }
}
