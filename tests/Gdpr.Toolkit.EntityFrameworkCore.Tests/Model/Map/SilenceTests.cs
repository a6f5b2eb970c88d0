using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model.Map;

/// <summary>Models that used to be accepted although rights would have passed over something in them without a word.</summary>
public class SilenceTests
{
    [Fact]
    public void A_condition_that_an_erasure_would_empty_is_refused()
    {
        var refusal = Shape.RefusalOf(model => model.Entity<Pseudonym>());

        Assert.Contains("'Pseudonym.Name' is personal data when 'IsReal', which is personal data itself", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_inherits_from_a_base_class_that_is_nobody_has_to_be_classified()
    {
        var refusal = Shape.RefusalOf(model => model.Entity<Party>().HasDiscriminator().HasValue<Human>("human"));

        Assert.Contains("'Human' is a data subject, and nobody has said", refusal, StringComparison.Ordinal);
        Assert.Contains("Party.Address: ", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_to_a_base_class_of_people_is_refused_because_no_path_follows_it()
    {
        var refusal = Shape.RefusalOf(model =>
        {
            model.Entity<Party>().Property(party => party.Address).IsNotPersonalData("of the office");
            model.Entity<Human>();
            model.Entity<Order>();
        });

        Assert.Contains("'Order' refers to 'Party', of which only 'Human' leads to a data subject", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_to_a_base_class_of_people_is_nothing_where_the_rows_say_nothing()
    {
        var lines = Shape.Lines(model =>
        {
            model.Entity<Party>().Property(party => party.Address).IsNotPersonalData("of the office");
            model.Entity<Human>();
            model.Entity<Order>().Property(order => order.Text).IsNotPersonalData("of the goods");
        });

        Assert.Equal(["Customer: Human [Name]"], lines);
    }

    [Fact]
    public void A_value_that_leads_to_two_people_only_in_a_derived_class_is_refused_when_the_model_is_built()
    {
        var refusal = Shape.RefusalOf(model =>
        {
            model.Entity<Note>();
            model.Entity<Review>();
        });

        Assert.Contains("not described completely", refusal, StringComparison.Ordinal);
        Assert.Contains("'Review' leads to a data subject in several ways (Author, Reviewer)", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_without_a_key_or_a_table_is_refused()
    {
        const string Refusal = "'Writer' is a data subject but has no key, or no table of its own";

        Assert.Contains(Refusal, Shape.RefusalOf(model => model.Entity<Writer>().HasNoKey()), StringComparison.Ordinal);
        Assert.Contains(Refusal, Shape.RefusalOf(model => model.Entity<Writer>().ToView("writers")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tenant_in_an_owned_or_complex_type_is_refused()
    {
        const string Refusal = "is a tenant in an owned or complex type";

        Assert.Contains(Refusal, Shape.RefusalOf(model => model.Entity<Lodger>().OwnsOne(lodger => lodger.Place)), StringComparison.Ordinal);
        Assert.Contains(Refusal, Shape.RefusalOf(model => model.Entity<Lodger>().ComplexProperty(lodger => lodger.Place)), StringComparison.Ordinal);
    }

    [Fact]
    public void One_filter_name_for_both_kinds_is_refused_where_one_entity_holds_nobody()
    {
        var refusal = Shape.RefusalOf(model =>
        {
            model.Entity<Writer>().HasQueryFilter("House", writer => writer.Id > 1).HasQueryFilterKind("House", QueryFilterKind.Boundary);
            model.Entity<Shelf>().HasQueryFilter("House", shelf => shelf.Id > 1).HasQueryFilterKind("House", QueryFilterKind.Visibility);
        });

        Assert.Contains("'House' hides rows of one entity and separates those of another", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instant_that_a_property_is_retained_from_needs_a_time_zone()
    {
        var refusal = Shape.RefusalOf(model => model.Entity<Visitor>());

        Assert.Contains("'Visitor.CameAt' anchors retention at an instant", refusal, StringComparison.Ordinal);
    }

    [DataSubject(DataSubjectRole.User)]
    internal sealed class Pseudonym
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Preference, "service")]
        public bool? IsReal { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service", When = nameof(IsReal))]
        public string? Name { get; set; }
    }

    internal class Party
    {
        public int Id { get; set; }

        public Party? Parent { get; set; }

        public string? Address { get; set; }
    }

    [DataSubject(DataSubjectRole.Customer)]
    internal sealed class Human : Party
    {
        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }
    }

    internal sealed class Order
    {
        public int Id { get; set; }

        public Party? Party { get; set; }

        public string? Text { get; set; }
    }

    [DataSubject(DataSubjectRole.User)]
    internal sealed class Writer
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }
    }

    internal class Note
    {
        public int Id { get; set; }

        public Writer? Author { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Text { get; set; }
    }

    internal sealed class Review : Note
    {
        public Writer? Reviewer { get; set; }
    }

    internal sealed class Shelf
    {
        public int Id { get; set; }
    }

    [DataSubject(DataSubjectRole.User)]
    internal sealed class Lodger
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }

        public Place Place { get; set; } = new();
    }

    internal sealed class Place
    {
        [Tenant]
        public int House { get; set; }
    }

    [DataSubject(DataSubjectRole.User)]
    internal sealed class Visitor
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service", Retention = "P1Y", RetentionFrom = nameof(CameAt))]
        public string? Name { get; set; }

        public DateTime CameAt { get; set; }
    }
}
