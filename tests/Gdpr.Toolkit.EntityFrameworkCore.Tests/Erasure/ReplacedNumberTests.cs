using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

public class ReplacedNumberTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_decimal_is_erased_with_however_many_zeros_the_database_gives_its_replacement_back(TestDatabase database)
    {
        await using var host = await TestHost<TypesContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        scope.Context.Add(new TypesContext.Applicant { Id = "ada", Salary = 1234.50m });
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<TypesContext.Applicant>("ada")));

        Assert.True(certificate.IsComplete);
        Assert.Equal(0m, Convert.ToDecimal(await host.RawAsync("""SELECT "Salary" FROM "Applicant" """), System.Globalization.CultureInfo.InvariantCulture));
    }
}
