using System.Text.Json;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model.Map;

/// <summary>What a property is, who may leave it open, and how the map tells it.</summary>
public class ClassificationTests
{
    [Fact]
    public void Unclassified_properties_are_refused_with_lines_to_paste()
    {
        var message = Shape.RefusalOf(model => model.Entity<Order>().Property<string>("Channel"));

        Assert.Contains("'Order' holds rows of a 'Buyer' (by Buyer), and nobody has said", message, StringComparison.Ordinal);
        Assert.Contains("Total: [PersonalData(PersonalDataCategory.FreeText, \"service\")] or [NotPersonalData(\"…\")]", message, StringComparison.Ordinal);
        Assert.Contains(
            "Channel: modelBuilder.Entity<Order>().Property(\"Channel\").IsPersonalData(PersonalDataCategory.FreeText, \"service\")",
            message,
            StringComparison.Ordinal);
        Assert.Contains("'Buyer' is a data subject, and nobody has said", message, StringComparison.Ordinal);
        Assert.Contains("Place.Door: [PersonalData", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_open_is_said_at_once()
    {
        var message = Shape.RefusalOf(model => model.Entity<Order>());

        Assert.Equal(["Buyer", "Order"], new[] { "Buyer", "Order" }.Where(name => message.Contains($" - '{name}' ", StringComparison.Ordinal)));
        Assert.DoesNotContain("'Warehouse'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_application_can_leave_properties_open_and_the_map_lists_them()
    {
        var map = Shape.MapOf(model => model.Entity<Order>(), gdpr => gdpr.AllowUnclassified());

        var open = map.Subjects.Single().Entities.SelectMany(entity => entity.Properties)
            .Where(property => property.Classification == PropertyClassification.Unclassified)
            .Select(property => $"{property.Entity}.{property.Path}");
        Assert.Equal(["Buyer.Shoe", "Buyer.Address.Door", "Order.Total"], open);
        Assert.Contains("| Total | **unclassified** |", map.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_tokens_and_discriminators_are_links_and_anchors_are_dates()
    {
        var map = Shape.MapOf(model =>
        {
            model.Entity<Contract>();
            model.Entity<LongContract>();
        });

        var contract = map.Subjects.Single().Entities.Single(entity => entity.Metadata.ShortName() == "Contract");
        Assert.Equal(
            [
                "Id Link", "ArchivedOn RetentionAnchor", "Discriminator Link", "EndedOn RetentionAnchor", "PartyId Link",
                "Terms PersonalData", "Version Link", "Fee NotPersonalData",
            ],
            contract.Properties.Select(property => $"{property.Path} {property.Classification}").OrderBy(line => line == "Id Link" ? 0 : line.StartsWith("Fee", StringComparison.Ordinal) ? 2 : 1).ThenBy(line => line, StringComparer.Ordinal));
    }

    [Fact]
    public void A_class_can_say_once_what_its_rest_is_and_passes_it_on_to_no_derived_class()
    {
        var message = Shape.RefusalOf(model =>
        {
            model.Entity<Settings>();
            model.Entity<MoreSettings>();
        });

        Assert.Contains("'MoreSettings' holds rows of a 'Party'", message, StringComparison.Ordinal);
        Assert.Contains("Font: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Theme: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_subject_can_say_it_for_its_derived_classes_as_well()
    {
        var map = Shape.MapOf(model => model.Entity<VipParty>());

        var reasons = map.Subjects.Single().Entities.Single(entity => entity.Metadata.ShortName() == "VipParty").Properties
            .Where(property => property.Classification == PropertyClassification.NotPersonalData)
            .ToDictionary(property => property.Path, property => property.Reason);
        Assert.Equal("settings of the shop", reasons["Lounge"]);
        Assert.Equal("settings of the shop", reasons["Theme"]);
    }

    [Fact]
    public void The_rest_of_a_class_can_be_told_fluently()
        => Assert.Equal(
            ["Customer: Buyer [Name]", "Customer: Order by Buyer []"],
            Shape.Lines(model =>
            {
                model.Entity<Order>().RestIsNotPersonalData("figures");
                model.Entity<Buyer>(buyer =>
                {
                    buyer.RestIsNotPersonalData("sizes");
                    buyer.ComplexProperty(row => row.Address).Ignore(address => address.Door);
                });
            }));

    [Fact]
    public void Every_attribute_has_a_fluent_equal()
    {
        var map = Shape.MapOf(model => model.Entity<Plain>(plain =>
        {
            plain.IsDataSubject(DataSubjectRole.Patient, kind: "Guest");
            plain.Property(row => row.Text).IsPersonalData(new PersonalDataAttribute(PersonalDataCategory.Health, "service")
            {
                Condition = Article9Condition.ExplicitConsent,
                Provenance = DataProvenance.Observed,
                Replacement = "-",
                When = nameof(Plain.IsSick),
                Retention = "P30D",
                RetentionFrom = nameof(Plain.LeftOn),
            });
            plain.Property(row => row.IsSick).IsNotPersonalData("a flag");
            plain.Property(row => row.LeftOn).AnchorsRetention(RetentionAnchor.ContractEnded);
            plain.Property(row => row.Hotel).IsTenant();
        }));

        var graph = map.Subjects.Single();
        var text = graph.Entities.Single().Properties.Single(property => property.Path == "Text");
        Assert.Equal(("Guest", DataSubjectRole.Patient), (graph.Kind, graph.Role));
        Assert.Equal((PersonalDataCategory.Health, DataProvenance.Observed, "IsSick"), (text.Category, text.Provenance, text.When));
        Assert.Equal(
            new PersonalDataMark
            {
                Category = PersonalDataCategory.Health,
                Purposes = text.Mark!.Purposes,
                Condition = Article9Condition.ExplicitConsent,
                Provenance = DataProvenance.Observed,
                Replacement = "-",
                When = nameof(Plain.IsSick),
                Retention = "P30D",
                RetentionFrom = nameof(Plain.LeftOn),
            },
            text.Mark);
    }

    [Fact]
    public void The_map_is_told_as_json()
    {
        using var json = JsonDocument.Parse(Shape.MapOf(model => model.Entity<Contract>()).ToJson());

        var entities = json.RootElement.GetProperty("subjects")[0].GetProperty("entities");
        Assert.Equal("Party", entities[1].GetProperty("path")[0].GetString());
        Assert.Contains(
            entities[1].GetProperty("properties").EnumerateArray(),
            property => property.GetProperty("path").GetString() == "Terms" && property.GetProperty("category").GetString() == "FreeText");
    }

    [Fact]
    public void A_condition_that_is_no_flag_of_the_class_is_refused()
        => Assert.Contains(
            "'Plain.Text' is personal data when 'Hotel', which is no bool property of 'Plain'",
            Shape.RefusalOf(model => model.Entity<Plain>(plain =>
            {
                plain.IsDataSubject(DataSubjectRole.Customer).RestIsNotPersonalData("test");
                plain.Property(row => row.Text).IsPersonalData(new PersonalDataAttribute(PersonalDataCategory.Name, "service") { When = nameof(Plain.Hotel) });
            })),
            StringComparison.Ordinal);

    [Fact]
    public void An_anchor_without_a_name_is_refused()
        => Assert.Contains(
            "'Nameless.LeftOn' anchors retention by no name",
            Shape.RefusalOf(model => model.Entity<Nameless>()),
            StringComparison.Ordinal);

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "test data")]
    internal sealed class Nameless
    {
        public int Id { get; set; }

        [AnchorsRetention(RetentionAnchor.Custom)]
        public DateOnly? LeftOn { get; set; }
    }

    [DataSubject(DataSubjectRole.Customer)]
    internal sealed class Buyer
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }

        public int Shoe { get; set; }

        public Place Address { get; set; } = new();
    }

    [System.ComponentModel.DataAnnotations.Schema.ComplexType]
    internal sealed class Place
    {
        [NotPersonalData("a colour")]
        public string? Paint { get; set; }

        public string? Door { get; set; }
    }

    internal sealed class Order
    {
        public int Id { get; set; }

        public Buyer? Buyer { get; set; }

        public decimal Total { get; set; }

        public Warehouse? Warehouse { get; set; }
    }

    internal sealed class Warehouse
    {
        public int Id { get; set; }

        public string? City { get; set; }
    }

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "settings of the shop")]
    internal class Party
    {
        public int Id { get; set; }

        public string? Theme { get; set; }
    }

    internal sealed class VipParty : Party
    {
        public string? Lounge { get; set; }
    }

    internal class Contract
    {
        public int Id { get; set; }

        public Party? Party { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Retention = "P1Y", RetentionFrom = nameof(EndedOn))]
        public string? Terms { get; set; }

        [NotPersonalData("a price")]
        public decimal Fee { get; set; }

        public DateOnly? EndedOn { get; set; }

        [AnchorsRetention(RetentionAnchor.CaseClosed)]
        public DateOnly? ArchivedOn { get; set; }

        [System.ComponentModel.DataAnnotations.ConcurrencyCheck]
        public Guid Version { get; set; }
    }

    internal sealed class LongContract : Contract;

    [NotPersonalData("how the shop looks")]
    internal class Settings
    {
        public int Id { get; set; }

        public Party? Party { get; set; }

        public string? Theme { get; set; }
    }

    internal sealed class MoreSettings : Settings
    {
        public string? Font { get; set; }
    }

    internal sealed class Plain
    {
        public int Id { get; set; }

        public string? Text { get; set; }

        public bool IsSick { get; set; }

        public DateOnly? LeftOn { get; set; }

        public int Hotel { get; set; }
    }
}
