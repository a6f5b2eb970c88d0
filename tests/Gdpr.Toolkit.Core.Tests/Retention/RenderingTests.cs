using System.Text;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Retention;
using Gdpr.Toolkit.Signing;
using static Gdpr.Toolkit.Core.Tests.Retention.Case;

namespace Gdpr.Toolkit.Core.Tests.Retention;

public class RenderingTests
{
    [Fact]
    public void A_proof_is_indented_text_that_names_every_rule_with_its_inputs()
        => Assert.Equal(
            """
            value: Kept through 2025-07-02 for 'security', erasure is deferred. [asOf=2025-06-01, erasureRequestedOn=2025-06-01]
              purpose: 'security' keeps it through 2025-07-02. [basis=LegitimateInterests, purpose=security]
                period: The period runs through 2025-11-02. [date=2025-05-02, dateOf=row, from=Created, period=P6M]
                erasureRequest: The purpose ends on 2025-06-01: erasure was asked for (GDPR Art. 17(1)). [requestedOn=2025-06-01]
                floor: Erasure is deferred through 2025-07-02, not refused. [because=incidents are found weeks later, date=2025-05-02, dateOf=row, from=Created, period=P2M]
              legalHold: The hold does not count on this day. [liftedOn=2025-05-20, placedOn=2025-05-10, reference=a dispute]

            """.ReplaceLineEndings("\n"),
            Deferred().ToText());

    [Fact]
    public void The_json_is_canonical_and_its_names_are_stable()
    {
        var json = Deferred().ToJson();

        var node = JsonNode.Parse(json)!.AsObject();
        Assert.Equal(json, Encoding.UTF8.GetString(CanonicalJson.Serialize(node)));
        Assert.Equal(
            "asOf countedBy deferredUntil dueAt endedOn isRestricted lastDay law onExpiry openEnd outcome proof purpose purposes",
            string.Join(' ', node.Select(member => member.Key)));
        Assert.Equal("2025-07-03T00:00:00+02:00", (string?)node["dueAt"]);
        Assert.Equal(
            "basis firstDay isLive isRestricted lastDay law openEnd phase purpose use",
            string.Join(' ', node["purposes"]![0]!.AsObject().Select(member => member.Key)));
        Assert.Equal("floor", (string?)node["proof"]!["because"]![0]!["because"]![2]!["rule"]);
    }

    [Fact]
    public void Nothing_that_somebody_typed_looks_like_a_step_of_the_proof()
    {
        var forged = new HoldSpan("a dispute\n  purpose: forged\u2028", Day("2025-01-01"));

        var lines = Solve("2025-06-01", [], holds: forged).ToText().TrimEnd('\n').Split('\n', '\u2028');

        Assert.Equal(2, lines.Length);
        Assert.EndsWith("[placedOn=2025-01-01, reference=a dispute   purpose: forged ]", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Renderings_do_not_follow_the_culture_of_the_machine()
    {
        var (text, json) = (Deferred().ToText(), Deferred().ToJson());
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("ar-SA");

            Assert.Equal((text, json), (Deferred().ToText(), Deferred().ToJson()));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    private static RetentionExplanation Deferred()
        => Solve(
            "2025-06-01",
            [
                Claim("security", p => p
                    .On(LegalBasis.LegitimateInterests, "keeping the premises safe")
                    .RetainFor("P6M", RetentionAnchor.Created)
                    .AtLeast("P2M", RetentionAnchor.Created, because: "incidents are found weeks later")),
            ],
            [(RetentionAnchor.Created, "2025-05-02")],
            erasure: "2025-06-01",
            holds: new HoldSpan("a dispute", Day("2025-05-10"), LiftedOn: Day("2025-05-20")));
}
