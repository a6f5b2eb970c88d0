using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Rights;

/// <summary>Tenants are kept apart over several steps as well.</summary>
public class TenantTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_hangs_on_a_row_of_another_tenant_is_left_alone(TestDatabase database)
    {
        await using var host = await TestHost<ClinicContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("care", p => p.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        var ada = new Patient { Clinic = 1, Name = "Ada" };
        scope.Context.AddRange(
            new Remark { Text = "of this clinic", Visit = new Visit { Clinic = 1, Patient = ada } },
            new Remark { Text = "of another clinic", Visit = new Visit { Clinic = 2, Patient = ada } });
        await scope.Context.SaveChangesAsync();

        var export = await scope.Export.ReadAsync(DataSubject.Of<Patient>(ada.Id));
        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Patient>(ada.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Contains("of this clinic", export["data/remark.json"], StringComparison.Ordinal);
        Assert.DoesNotContain("of another clinic", export["data/remark.json"], StringComparison.Ordinal);
        Assert.Equal(["of another clinic"], await scope.Context.Set<Remark>().Select(remark => remark.Text).ToListAsync());
    }

    public sealed class ClinicContext(DbContextOptions<ClinicContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Remark>();
    }

    [DataSubject(DataSubjectRole.Customer)]
    public sealed class Patient
    {
        public int Id { get; set; }

        [Tenant]
        public int Clinic { get; set; }

        [PersonalData(PersonalDataCategory.Name, "care")]
        public string? Name { get; set; }
    }

    public sealed class Visit
    {
        public int Id { get; set; }

        [Tenant]
        public int Clinic { get; set; }

        public Patient? Patient { get; set; }
    }

    public sealed class Remark
    {
        public int Id { get; set; }

        public Visit? Visit { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "care")]
        public string? Text { get; set; }
    }
}
