using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model;

public class ComposedKeyTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Nobody_can_take_somebody_elses_values_along_by_a_key_of_the_same_letters_decomposed(TestDatabase database)
    {
        await using var host = await TestHost<TypesContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        scope.Context.Add(new TypesContext.Applicant { Id = "\u00C5sa", Salary = 1m });
        await scope.Context.SaveChangesAsync();
        scope.Context.Add(new TypesContext.Applicant { Id = "A\u030Asa", Salary = 2m });

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());

        Assert.Contains("'Applicant.Id'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await scope.Context.Set<TypesContext.Applicant>().CountAsync());
    }
}
