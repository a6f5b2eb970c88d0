using Gdpr.Toolkit.Retention;
using Gdpr.Toolkit.Snippets.QuickStart;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Snippets.Retention;

/// <summary>Asks until when what is held about a person is kept.</summary>
public static class Explaining
{
    public static async Task ExplainAsync(IPersonalDataRetention retention, ShopContext db, int customerId)
    {
        #region RetentionExplain
        var kept = await retention.ExplainAsync(DataSubject.Of<Customer>(customerId));
        Console.WriteLine(kept.ToText());

        var forecast = await retention.ForecastAsync();
        foreach (var month in forecast.Months)
        {
            Console.WriteLine($"{month.Month}: {month.Due} rows fall due");
        }
        #endregion

        #region RetentionPlan
        var plan = db.GetRetentionPlan();
        await File.WriteAllTextAsync("gallringsplan.md", plan.ToMarkdown(DocumentLanguage.Swedish));
        #endregion
    }
}
