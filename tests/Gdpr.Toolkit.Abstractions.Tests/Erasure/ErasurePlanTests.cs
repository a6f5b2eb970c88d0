using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Abstractions.Tests.Erasure;

public class ErasurePlanTests
{
    [Fact]
    public void A_plan_prints_itself_as_a_table()
    {
        var plan = PlanOf(
            Decision("Customer", "Address.Street", ErasureAction.Overwrite, rows: 1) with { Explanation = "No longer needed; the row stays without it." },
            Decision("Invoice", "BilledTo", ErasureAction.Retain, rows: 12) with
            {
                RetainedUntil = new DateOnly(2032, 12, 31),
                Law = "Bokföringslagen 1999:1078 ch. 7 § 2",
                Explanation = "Kept for accounting.",
            },
            Decision("Customer", null, ErasureAction.DestroyKey, rows: 1) with { Explanation = "Unreadable from now on." });

        var expected = """
            Entity    Property        Rows  Action      Until       Why
            Customer  Address.Street  1     Overwrite               No longer needed; the row stays without it.
            Invoice   BilledTo        12    Retain      2032-12-31  Kept for accounting. (Bokföringslagen 1999:1078 ch. 7 § 2)
            Customer  (key)           1     DestroyKey              Unreadable from now on.

            """;
        Assert.Equal(expected.ReplaceLineEndings(), plan.ToString());
    }

    [Fact]
    public void A_plan_without_decisions_prints_its_header()
        => Assert.Equal("Entity  Property  Rows  Action  Until  Why" + Environment.NewLine, PlanOf().ToString());

    [Fact]
    public void The_table_does_not_follow_the_culture()
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("ar-SA");

            var text = PlanOf(Decision("Invoice", "BilledTo", ErasureAction.Retain, rows: 1000) with { RetainedUntil = new DateOnly(2032, 12, 31) }).ToString();

            Assert.Contains("  1000  ", text, StringComparison.Ordinal);
            Assert.Contains("  2032-12-31  ", text, StringComparison.Ordinal);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    private static ErasurePlan PlanOf(params ErasureDecision[] decisions)
        => new(DataSubject.Of<Customer>(1), new string('0', 64), new DateOnly(2026, 3, 14), ErasureGround.ConsentWithdrawn, decisions, "fingerprint");

    private static ErasureDecision Decision(string entity, string? property, ErasureAction action, int rows) => new()
    {
        Entity = entity,
        Property = property,
        Category = property is null ? null : PersonalDataCategory.Name,
        Action = action,
        Rows = rows,
        Explanation = "Because.",
    };

    private sealed class Customer;
}
