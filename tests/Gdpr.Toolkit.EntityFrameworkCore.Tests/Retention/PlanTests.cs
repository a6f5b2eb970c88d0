using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

public class PlanTests
{
    [Fact]
    public async Task The_plan_lists_every_field_with_purpose_basis_period_and_law_in_both_languages()
    {
        await using var company = await Company.StartAsync(TestDatabase.Sqlite, new DateOnly(2026, 1, 15));
        await using var scope = company.NewScope();

        var plan = scope.Context.GetRetentionPlan();

        var english = plan.ToMarkdown(DocumentLanguage.English);
        var swedish = plan.ToMarkdown(DocumentLanguage.Swedish);
        foreach (var property in new[] { "Email", "Name", "BirthDate", "Taste", "BilledTo", "Door", "Offer" })
        {
            Assert.Contains(property, plan.ToJson(), StringComparison.Ordinal);
        }

        Assert.Contains("Bokföringslagen 1999:1078 ch. 7 § 2", english, StringComparison.Ordinal);
        Assert.Contains("the security of the premises", swedish, StringComparison.Ordinal);
        Assert.NotEqual(english, swedish);
    }
}
