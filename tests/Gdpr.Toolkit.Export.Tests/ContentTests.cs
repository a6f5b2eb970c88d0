using System.Text.Json.Nodes;
using Gdpr.Toolkit.Export.Tests.Club;

namespace Gdpr.Toolkit.Export.Tests;

/// <summary>What is in a package, and what is not.</summary>
public class ContentTests
{
    [Fact]
    public async Task Files_and_fields_have_the_names_that_were_declared()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();

        var package = await club.PackAsync(member);

        var record = package.Json("data/member.json")["records"]![0]!;
        Assert.Equal(ClubHost.HostileName, (string?)record["fullName"]);
        Assert.Null(record["name"]);
        Assert.Contains("data/sign-in.csv", package.Files.Keys);
        Assert.DoesNotContain("Gdpr.Toolkit.Export.Tests", string.Concat(package.Files.Keys.Select(package.Text)), StringComparison.Ordinal);
        var field = Assert.Single(Dataset(package, "member")["fields"]!.AsArray(), field => (string?)field!["name"] == "fullName");
        Assert.Equal("Fullständigt namn", (string?)field!["title"]!["sv"]);
        Assert.Equal("Födelsedatum", (string?)Assert.Single(Dataset(package, "member")["fields"]!.AsArray(), field => (string?)field!["name"] == "bornOn")!["title"]!["sv"]);
    }

    [Fact]
    public async Task Values_of_others_are_left_out_and_listed()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();

        var package = await club.PackAsync(member);

        var everything = string.Concat(package.Files.Keys.Select(package.Text));
        Assert.Contains("For you!", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("omebody else", everything.Replace("about somebody else", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("What a third person wrote", everything, StringComparison.Ordinal);
        var omitted = package.Json("omitted.json")["omitted"]!.AsArray();
        Assert.Equal(
            ["gift.takerId ", "gift.thanks ", "ticket-message.text 1"],
            omitted.Select(omission => $"{omission!["entity"]}.{omission["field"]} {omission["values"]}").Order(StringComparer.Ordinal));
        Assert.All(omitted, omission => Assert.Equal("RightsOfOthers", (string?)omission!["reason"]));
    }

    [Fact]
    public async Task A_message_of_somebody_else_keeps_its_place()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();

        var messages = (await club.PackAsync(member)).Json("data/ticket-message.json")["records"]!.AsArray();

        Assert.Equal(2, messages.Count);
        Assert.Equal($"@{ClubHost.HostileName} asks", (string?)messages[0]!["text"]);
        Assert.False(messages[1]!.AsObject().ContainsKey("text"));
        Assert.Equal("2026-01-02T00:00:00+00:00", (string?)messages[1]!["writtenAt"]);
    }

    [Fact]
    public async Task Each_record_says_until_when_it_is_kept_for_what_and_by_which_law()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();

        var package = await club.PackAsync(member);

        Assert.Equal(["2031-12-31", "2032-12-31", "2032-12-31"], Answers(package, "order").Select(answers => (string?)answers[0]["until"]));
        Assert.Equal("Bokföringslagen 1999:1078 ch. 7 § 2", (string?)Answers(package, "order")[0][0]["law"]);
        Assert.Equal("2026-09-01", (string?)Answers(package, "sign-in")[0][0]["until"]);
        var mail = Assert.Single(Answers(package, "member")[0], answer => answer["fields"]!.AsArray().Any(field => (string?)field == "email"));
        Assert.Equal(("NoEndYet", "AnchorNotReached"), ((string?)mail["outcome"], (string?)mail["openEnd"]));
    }

    [Fact]
    public async Task The_date_that_ends_a_membership_decides_for_rows_that_have_none()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        await club.UseAsync(async context =>
        {
            (await context.Members.FindAsync(member))!.LeftOn = new DateOnly(2026, 5, 31);
            await context.SaveChangesAsync();
        });

        var package = await club.PackAsync(member);

        Assert.Equal("2026-05-31", (string?)Answers(package, "ticket")[0][0]["until"]);
    }

    [Fact]
    public async Task The_information_of_Article_15_is_that_of_the_registered_purposes()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();

        var information = (await club.PackAsync(member)).Json("information.json");

        var purposes = information["purposes"]!.AsArray().ToDictionary(purpose => (string)purpose!["name"]!, purpose => purpose!);
        Assert.Equal(["membership", "news", "bookkeeping", "security"], purposes.Keys);
        Assert.Equal("Medlemskap", (string?)purposes["membership"]["title"]!["sv"]);
        Assert.Equal("https://w3id.org/dpv#ServiceProvision", (string?)purposes["membership"]["term"]);
        Assert.Contains("EmailAddress", purposes["news"]["categories"]!.AsArray().Select(category => (string?)category));
        Assert.Equal("StandardContractualClausesCommission", (string?)purposes["membership"]["recipients"]![0]!["safeguard"]);
        Assert.Equal("7 years (End of the calendar year in which the financial year ended)", (string?)purposes["bookkeeping"]["kept"]!["en"]);
        Assert.Equal("A score decides which letters you get.", (string?)purposes["news"]["automatedDecisions"]!["en"]);
        Assert.Contains("from SPAR", information["origins"]!.AsArray().Select(origin => (string?)origin!["origin"]!["en"]));
        Assert.Equal(
            ["Rectification", "Erasure", "Restriction", "Portability", "Objection", "MarketingObjection", "Complaint"],
            information["rights"]!.AsArray().Select(right => (string?)right!["right"]));
        Assert.Equal("Klubben & Co <ekonomisk förening>", (string?)information["controller"]!["name"]);
    }

    [Fact]
    public async Task A_portability_package_holds_what_was_provided_or_observed_by_contract_and_lists_the_rest()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();

        var package = await club.PackAsync(member, ExportProfile.Portability);

        var record = package.Json("data/member.json")["records"]![0]!.AsObject();
        Assert.Equal(["addresses", "bornOn", "email", "fullName", "id", "photo", "wishes"], record.Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("information.json", package.Files.Keys);
        Assert.DoesNotContain("data/order.json", package.Files.Keys);
        Assert.Equal(ExportSourceStatus.Excluded, Assert.Single(package.Summary.Sources, source => source.Name == "order").Status);
        Assert.Contains(package.Summary.Omissions, omission => omission is { Entity: "member", Field: "score", Reason: ExportOmissionReason.NotProvided });
        Assert.Contains(package.Summary.Omissions, omission => omission is { Entity: "sign-in", Field: "address", Reason: ExportOmissionReason.OtherBasis });
        Assert.Contains(package.Summary.Omissions, omission => omission is { Entity: "consents", Field: ExportOmission.Everything, Reason: ExportOmissionReason.ControllersRecord });
    }

    [Fact]
    public async Task The_same_data_gives_the_same_bytes_but_for_times_and_numbers_of_the_package()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        var first = await club.PackAsync(member);
        club.Clock.Advance(TimeSpan.FromMinutes(5));

        var second = await club.PackAsync(member);

        Assert.Equal(first.Files.Keys, second.Files.Keys);
        Assert.All(first.Files.Keys.Except(["manifest.json", "manifest.p7s", "index.html", "README.txt"]), path => Assert.Equal(first.Files[path], second.Files[path]));
        Assert.Equal(Timeless(first, "index.html"), Timeless(second, "index.html"));
        Assert.Equal(Timeless(first, "README.txt"), Timeless(second, "README.txt"));
        Assert.NotEqual(first.Summary.ExportId, second.Summary.ExportId);
    }

    [Fact]
    public async Task The_context_says_in_terms_of_schema_org_and_DPV_what_fields_mean()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();

        var package = await club.PackAsync(member);

        var context = package.Json("context.jsonld")["@context"]!["member"]!["@context"]!;
        Assert.Equal("https://schema.org/name", (string?)context["fullName"]);
        Assert.Equal("https://w3id.org/dpv/pd#Picture", (string?)context["photo"]);
        Assert.Equal("../context.jsonld", (string?)package.Json("data/member.json")["@context"]);
        Assert.Equal("../../context.jsonld", (string?)package.Json("data/member-files/items.json")["@context"]);
        Assert.Equal("member", (string?)package.Json("data/member.json")["@type"]);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_numbers_that_JSON_lacks_are_written_all_the_same()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();

        var record = (await club.PackAsync(member)).Json("data/member.json")["records"]![0]!;

        Assert.Equal([0, 255, 13, 10], Convert.FromBase64String((string)record["photo"]!));
        Assert.Equal("Infinity", (string?)record["score"]);
        Assert.Equal(-12.50m, (decimal)record["balance"]!);
    }

    [Fact]
    public async Task A_package_can_hold_more_files_than_a_zip_without_Zip64()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        for (var number = 0; number < ushort.MaxValue; number++)
        {
            club.Files.Put(member, $"file-{number:D6}", "text/plain", [(byte)'x']);
        }

        var package = await club.PackAsync(member);

        Assert.Equal(ushort.MaxValue + 2, Assert.Single(package.Summary.Sources, source => source.Name == "member-files").Records);
        Assert.True(package.Files.Count > ushort.MaxValue);
    }

    private static JsonNode Dataset(Package package, string entity)
        => Assert.Single(package.Manifest["dataset"]!.AsArray(), dataset => (string?)dataset!["entity"] == entity)!;

    private static List<List<JsonNode>> Answers(Package package, string entity)
    {
        var document = package.Json($"data/{entity}.json");
        return [.. document["records"]!.AsArray().Select(record => record!["$retention"]!.AsArray().Select(number => document["retention"]![(int)number!]!).ToList())];
    }

    private static string Timeless(Package package, string path)
        => package.Text(path)
            .Replace(package.Summary.ExportId, "", StringComparison.Ordinal)
            .Replace((string)package.Manifest["generatedAt"]!, "", StringComparison.Ordinal);
}
