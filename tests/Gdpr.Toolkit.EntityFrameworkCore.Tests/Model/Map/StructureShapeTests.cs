using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model.Map;

/// <summary>Every place in a row, or beside it, where a value can lie.</summary>
public class StructureShapeTests
{
    [Fact]
    public void An_owned_type_in_the_persons_row_is_part_of_it()
        => Assert.Equal(
            ["User: People [Home.Geo.Latitude, Home.Street]"],
            Shape.Lines(model => Person(model).OwnsOne(row => row.Home, home => home.OwnsOne(address => address.Geo))));

    [Fact]
    public void An_owned_type_in_a_table_of_its_own_is_part_of_the_row_as_well()
        => Assert.Equal(
            ["User: People [Home.Geo.Latitude, Home.Street]"],
            Shape.Lines(model => Person(model).OwnsOne(row => row.Home, home =>
            {
                home.ToTable("Homes");
                home.OwnsOne(address => address.Geo, geo => geo.ToTable("Geos"));
            })));

    [Fact]
    public void An_owned_collection_is_part_of_the_row()
        => Assert.Equal(
            ["User: People [Others.Geo.Latitude, Others.Street]"],
            Shape.Lines(model => Person(model).OwnsMany(row => row.Others, other => other.OwnsOne(address => address.Geo))));

    [Fact]
    public void Complex_types_are_followed_to_any_depth()
        => Assert.Equal(
            ["User: People [Home.Geo.Latitude, Home.Street]"],
            Shape.Lines(model => Person(model).ComplexProperty(row => row.Home, home => home.ComplexProperty(address => address.Geo))));

    [Fact]
    public void A_document_of_owned_types_is_looked_into()
        => Assert.Equal(
            ["User: People [Home.Geo.Latitude, Home.Street, Others.Geo.Latitude, Others.Street]"],
            Shape.Lines(model => Person(model)
                .OwnsOne(row => row.Home, home =>
                {
                    home.ToJson();
                    home.OwnsOne(address => address.Geo);
                })
                .OwnsMany(row => row.Others, other =>
                {
                    other.ToJson();
                    other.OwnsOne(address => address.Geo);
                })));

    [Fact]
    public void A_document_of_complex_types_is_looked_into()
        => Assert.Equal(
            ["User: People [Others.Geo.Latitude, Others.Street]"],
            Shape.Lines(model => Person(model).ComplexCollection(row => row.Others, other => other.ToJson().ComplexProperty(address => address.Geo))));

    [Fact]
    public void A_primitive_collection_is_one_value()
        => Assert.Equal(
            ["User: Tagged [Nicknames]"],
            Shape.Lines(model => model.Entity<Tagged>().PrimitiveCollection(row => row.Nicknames).IsPersonalData(PersonalDataCategory.Username, "service")));

    [Fact]
    public void Two_entities_in_one_row_are_both_the_persons()
        => Assert.Equal(
            ["User: People []", "User: Details by Person [Phone]"],
            Shape.Lines(model =>
            {
                Person(model).ToTable("People");
                model.Entity<Details>().ToTable("People").HasOne(row => row.Person).WithOne().HasForeignKey<Details>(row => row.Id);
            }));

    [Fact]
    public void A_shadow_property_can_hold_personal_data()
        => Assert.Equal(
            ["User: People [Note]"],
            Shape.Lines(model => Person(model).Property<string>("Note").IsPersonalData(PersonalDataCategory.FreeText, "service")));

    [Fact]
    public void A_property_bag_is_mapped_like_a_class()
        => Assert.Equal(
            ["User: People []", "User: Bag by People [Text]"],
            Shape.Lines(model =>
            {
                Person(model);
                model.SharedTypeEntity<Dictionary<string, object>>("Bag", bag =>
                {
                    bag.IndexerProperty<int>("Id");
                    bag.IndexerProperty<string>("Text").IsPersonalData(PersonalDataCategory.FreeText, "service");
                    bag.HasOne(typeof(People)).WithMany().HasForeignKey("PersonId");
                });
            }));

    [Fact]
    public void A_view_without_a_key_is_mapped_to_be_read_only()
    {
        var view = Shape.MapOf(model =>
        {
            Person(model);
            model.Entity<Overview>().HasNoKey().ToView("Overview").HasOne(row => row.Person).WithMany();
        }).Subjects.Single().Entities[1];

        Assert.True(view.IsReadOnly);
        Assert.Equal("Person", view.Path.ToString());
    }

    [Fact]
    public void A_table_without_a_key_is_refused()
        => Assert.Contains(
            "'Overview' stores personal data ('Title') in 'Overview' without a key",
            Shape.RefusalOf(model =>
            {
                Person(model);
                model.Entity<Overview>().HasNoKey().HasOne(row => row.Person).WithMany();
            }),
            StringComparison.Ordinal);

    [Fact]
    public void The_history_of_a_temporal_table_is_told()
    {
        var map = Shape.MapOf(model => Person(model).Metadata.SetAnnotation("SqlServer:IsTemporal", true));

        Assert.True(map.Subjects.Single().Entities.Single().HasHistory);
        Assert.Contains("keeps earlier versions", map.ToMarkdown(), StringComparison.Ordinal);
    }

    private static Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<People> Person(ModelBuilder model)
    {
        var person = model.Entity<People>();
        person.Ignore(row => row.Home).Ignore(row => row.Others);
        return person;
    }

    [DataSubject(DataSubjectRole.User)]
    internal sealed class People
    {
        public int Id { get; set; }

        public Address Home { get; set; } = new();

        public List<Address> Others { get; set; } = [];
    }

    internal sealed class Address
    {
        [PersonalData(PersonalDataCategory.PhysicalAddress, "service")]
        public string? Street { get; set; }

        public Geo Geo { get; set; } = new();
    }

    internal sealed class Geo
    {
        [PersonalData(PersonalDataCategory.PreciseLocation, "service")]
        public double? Latitude { get; set; }
    }

    [DataSubject(DataSubjectRole.User)]
    internal sealed class Tagged
    {
        public int Id { get; set; }

        public List<string> Nicknames { get; set; } = [];
    }

    internal sealed class Details
    {
        public int Id { get; set; }

        public People? Person { get; set; }

        [PersonalData(PersonalDataCategory.TelephoneNumber, "service")]
        public string? Phone { get; set; }
    }

    internal sealed class Overview
    {
        public People? Person { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Title { get; set; }
    }
}
