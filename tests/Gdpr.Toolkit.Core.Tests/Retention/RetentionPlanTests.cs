using System.Text.Json.Nodes;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Core.Tests.Retention;

public class RetentionPlanTests
{
    private static readonly PurposeDefinition Accounting = Build("accounting", p => p
        .As(ProcessingPurpose.Accounting)
        .SharedWith(new DataRecipient("Skatteverket", RecipientKind.TaxAuthority) { Country = "SE" })
        .On(LegalBasis.LegalObligation, law: "Bokföringslagen 1999:1078 ch. 7 § 2")
        .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd)
        .OnExpiry(ExpiryAction.Delete));

    private static readonly PurposeDefinition Service = Build("service", p => p
        .Titled(sv: "Att leverera tjänsten", en: "Delivering the service")
        .On(LegalBasis.Contract)
        .RetainFor("P1M", from: "tenderAwarded")
        .Then("P1Y6M", RetentionUse.KeptOnly)
        .AtLeast("P2W", RetentionAnchor.Created, RetentionException.LegalClaims)
        .AtMost("P3Y", RetentionAnchor.Created));

    private static readonly PurposeDefinition Open = Build("odd | name", p => p.On(LegalBasis.LegitimateInterests, "a <b>bold</b>\ninterest").WithCriteria("while {you} like"));

    [Fact]
    public void A_plan_in_English_says_for_how_long_what_is_kept_and_by_which_law()
        => Assert.Equal(
            """
            # Retention plan

            ## Customers

            | Stored in | Category | Fields | Purpose | Legal basis | Kept for | From | Then | Recipients |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | Customer | Name | FirstName, LastName | Delivering the service | Contract | 1 month, then 1 year 6 months (only stored); at least 2 weeks from Record created: legal claims; at most 3 years from Record created | tenderAwarded | Erased |  |
            | Customer | Name | FirstName | Accounting | Legal obligation: Bokföringslagen 1999:1078 ch. 7 § 2 | 7 years | End of the calendar year in which the financial year ended | Row deleted | Skatteverket (Tax authority, SE) |
            | Customer | Date of birth | BirthDate | Delivering the service | Contract | 1 month, then 1 year 6 months (only stored); at least 2 weeks from Record created: legal claims; at most 3 years from Record created; these fields at most 12 months from ContractEndedOn | tenderAwarded | Erased |  |

            ## Users (Member)

            | Stored in | Category | Fields | Purpose | Legal basis | Kept for | From | Then | Recipients |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | Member | Health (Art. 9) | Allergy | odd \| name | Legitimate interests: a &lt;b&gt;bold&lt;/b&gt; interest | by criteria: while {you} like |  | Erased |  |
            | Member | Criminal offences (Art. 10) | Record | no purpose |  | not limited |  | Erased |  |

            """.ReplaceLineEndings("\n"),
            Plan().ToMarkdown(DocumentLanguage.English));

    [Fact]
    public void A_plan_in_Swedish_says_the_same()
    {
        var plan = Plan().ToMarkdown(DocumentLanguage.Swedish);

        Assert.StartsWith("# Gallringsplan\n\n## Kunder\n\n| Lagras i | Kategori | Fält |", plan, StringComparison.Ordinal);
        Assert.Contains(
            "| Customer | Namn | FirstName | Bokföring | Rättslig förpliktelse: Bokföringslagen 1999:1078 ch. 7 § 2 | 7 år "
            + "| Utgången av det kalenderår då räkenskapsåret avslutades | Raden tas bort | Skatteverket (Skattemyndighet, SE) |\n",
            plan,
            StringComparison.Ordinal);
        Assert.Contains("Att leverera tjänsten | Avtal | 1 månad, därefter 1 år 6 månader (lagras enbart); minst 2 veckor räknat från Uppgiften skapades: rättsliga anspråk;", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Until_an_event_is_said_so()
    {
        var until = Build("tender", p => p.On(LegalBasis.Contract).RetainUntil(RetentionAnchor.CaseClosed));

        var plan = new RetentionPlan([Line(DataSubjectRole.Customer, "Customer", "Name", PersonalDataCategory.Name, until)]);

        Assert.Contains("| until that day | Case closed |", plan.ToMarkdown(DocumentLanguage.English), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_nothing_says_so()
    {
        Assert.Equal("# Gallringsplan\n\nInget lagras.\n", new RetentionPlan([]).ToMarkdown(DocumentLanguage.Swedish));
        Assert.Equal("""{"entries":[]}""", new RetentionPlan([]).ToJson());
    }

    [Fact]
    public void The_json_has_an_entry_for_each_property_and_purpose()
    {
        var entries = JsonNode.Parse(Plan().ToJson())!["entries"]!.AsArray();

        Assert.Equal(6, entries.Count);
        Assert.Equal(
            """{"ceiling":{"from":"Created","period":"P3Y"},"criteria":null,"floor":{"because":"LegalClaims","from":"Created","period":"P2W"},"from":"tenderAwarded","onExpiry":"Erase","phases":[{"period":"P1M","use":"InUse"},{"period":"P1Y6M","use":"KeptOnly"}]}""",
            entries[0]!["retention"]!.ToJsonString());
        Assert.Null(entries[5]!["purpose"]);
    }

    private static RetentionPlan Plan() => new(
    [
        Line(DataSubjectRole.User, "Member", "Record", PersonalDataCategory.CriminalOffence, null),
        Line(DataSubjectRole.User, "Member", "Allergy", PersonalDataCategory.Health, Open),
        Line(DataSubjectRole.Customer, "Customer", "BirthDate", PersonalDataCategory.BirthDate, Service) with { OwnPeriod = RetentionPeriod.Parse("P12M"), OwnFrom = "ContractEndedOn" },
        Line(DataSubjectRole.Customer, "Customer", "FirstName", PersonalDataCategory.Name, Service),
        Line(DataSubjectRole.Customer, "Customer", "FirstName", PersonalDataCategory.Name, Accounting),
        Line(DataSubjectRole.Customer, "Customer", "LastName", PersonalDataCategory.Name, Service),
    ]);

    private static RetentionPlanLine Line(DataSubjectRole role, string entity, string property, PersonalDataCategory category, PurposeDefinition? purpose)
        => new() { Kind = entity, Role = role, Entity = entity, Property = property, Category = category, Purpose = purpose };

    private static PurposeDefinition Build(string name, Action<PurposeBuilder> configure)
    {
        var purpose = new PurposeBuilder(name);
        configure(purpose);
        return purpose.Build();
    }
}
