using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model.Map;

/// <summary>Every way in which foreign keys lead to a person.</summary>
public class RelationshipShapeTests
{
    [Fact]
    public void A_person_alone_is_a_map_of_one_entity()
        => Assert.Equal(["User: Person [Name]"], Shape.Lines(model => model.Entity<Person>()));

    [Fact]
    public void A_required_foreign_key_makes_a_row_the_persons()
        => Assert.Equal(
            ["User: Person [Name]", "User: Letter by Person [Text]"],
            Shape.Lines(model => model.Entity<Letter>().HasOne<Person>("Person").WithMany().IsRequired()));

    [Fact]
    public void An_optional_foreign_key_does_as_well_and_is_told()
    {
        var map = Shape.MapOf(model => model.Entity<Letter>().HasOne<Person>("Person").WithMany());

        Assert.Equal([false, true], map.Subjects.Single().Entities.Select(entity => entity.Path.IsOptional));
    }

    [Fact]
    public void A_one_to_one_relationship_leads_from_the_dependent()
        => Assert.Equal(
            ["User: Person [Name]", "User: Letter by Person [Text]"],
            Shape.Lines(model => model.Entity<Letter>().HasOne<Person>("Person").WithOne().HasForeignKey<Letter>("PersonId")));

    [Fact]
    public void A_foreign_key_without_navigations_is_named_by_its_principal()
        => Assert.Equal(
            ["User: Person [Name]", "User: Letter by Person [Text]"],
            Shape.Lines(model => model.Entity<Letter>(letter =>
            {
                letter.Ignore(row => row.Person);
                letter.HasOne<Person>().WithMany().HasForeignKey("OwnerId");
            })));

    [Fact]
    public void Foreign_keys_are_followed_over_entities_that_say_nothing_themselves()
        => Assert.Equal(
            ["User: Person [Name]", "User: Folder by Person []", "User: Page by Folder → Person [Text]", "User: Margin by Page → Folder → Person [Note]"],
            Shape.Lines(model => model.Entity<Margin>()));

    [Fact]
    public void A_reference_to_the_own_type_neither_leads_nor_loops()
        => Assert.Equal(
            ["User: Person [Name]", "User: Reply by Person [Text]"],
            Shape.Lines(model => model.Entity<Reply>()));

    [Fact]
    public void A_person_who_refers_to_another_of_the_same_kind_is_only_themselves()
        => Assert.Equal(
            ["Employee: Employee [Name]"],
            Shape.Lines(model => model.Entity<Employee>()));

    [Fact]
    public void Entities_in_a_circle_each_find_the_shortest_way_out()
        => Assert.Equal(
            ["User: Person [Name]", "User: Left by Person [Text]", "User: Right by Left → Person [Text]"],
            Shape.Lines(model =>
            {
                model.Entity<Left>().HasOne<Person>("Person").WithMany();
                model.Entity<Left>().HasOne<Right>("Right").WithMany();
                model.Entity<Right>().HasOne<Left>("Left").WithMany();
            }));

    [Fact]
    public void A_composite_key_is_one_hop()
        => Assert.Equal(
            ["Member: Numbered [Name]", "Member: Entry by Numbered [Text]"],
            Shape.Lines(model =>
            {
                model.Entity<Numbered>().HasKey(row => new { row.Series, row.Number });
                model.Entity<Entry>().HasOne<Numbered>("Numbered").WithMany().HasForeignKey("Series", "Number");
            }));

    [Fact]
    public void An_alternate_key_can_be_what_a_row_refers_to()
    {
        var map = Shape.MapOf(model =>
        {
            model.Entity<Numbered>().HasKey(row => row.Number);
            model.Entity<Entry>().HasOne<Numbered>("Numbered").WithMany().HasForeignKey("Series").HasPrincipalKey(row => row.Series);
        });

        var entry = map.Subjects.Single().Entities[1];
        Assert.Equal("Numbered", entry.Path.ToString());
        Assert.Equal("Series", entry.Path.Hops.Single().PrincipalKey.Properties.Single().Name);
        Assert.Equal(
            PropertyClassification.Link,
            map.Subjects.Single().Entities[0].Properties.Single(property => property.Path == "Series").Classification);
    }

    [Fact]
    public void A_shadow_foreign_key_leads_like_any_other()
    {
        var letter = Shape.MapOf(model => model.Entity<Letter>()).Subjects.Single().Entities[1];

        Assert.Equal("Person", letter.Path.ToString());
        Assert.Contains(letter.Properties, property => property.Path == "PersonId" && property.Classification == PropertyClassification.Link);
    }

    [Fact]
    public void Join_rows_without_a_class_belong_to_the_person_at_their_end()
        => Assert.Equal(
            ["User: Person [Name]", "User: PersonTopic by Person []"],
            Shape.Lines(model => model.Entity<Person>().HasMany<Topic>().WithMany().UsingEntity("PersonTopic")));

    [Fact]
    public void Join_rows_between_people_belong_to_each_of_them()
        => Assert.Equal(
            ["User: Person [Name]", "User: Friends by Person []", "User: Friends by Person []"],
            Shape.Lines(model => model.Entity<Person>().HasMany<Person>().WithMany().UsingEntity(
                "Friends",
                right => right.HasOne(typeof(Person)).WithMany().HasForeignKey("FriendId"),
                left => left.HasOne(typeof(Person)).WithMany().HasForeignKey("PersonId"))));

    [Fact]
    public void A_join_with_a_payload_belongs_to_the_person_at_its_end()
        => Assert.Equal(
            ["User: Person [Name]", "User: Interest by Person [Since]"],
            Shape.Lines(model => model.Entity<Interest>().HasKey("PersonId", "TopicId")));

    [Fact]
    public void What_the_person_refers_to_is_not_theirs()
        => Assert.Equal(
            ["Employee: Employee [Name]"],
            Shape.Lines(model => model.Entity<Employee>().HasOne<Topic>().WithMany()));

    [DataSubject(DataSubjectRole.User)]
    internal sealed class Person
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }
    }

    internal sealed class Letter
    {
        public int Id { get; set; }

        public Person? Person { get; set; }

        [PersonalData(PersonalDataCategory.Communication, "service")]
        public string? Text { get; set; }
    }

    internal sealed class Folder
    {
        public int Id { get; set; }

        public Person? Person { get; set; }
    }

    internal sealed class Page
    {
        public int Id { get; set; }

        public Folder? Folder { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Text { get; set; }
    }

    internal sealed class Margin
    {
        public int Id { get; set; }

        public Page? Page { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Note { get; set; }
    }

    internal sealed class Reply
    {
        public int Id { get; set; }

        public Reply? Parent { get; set; }

        public Person? Person { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Text { get; set; }
    }

    [DataSubject(DataSubjectRole.Employee)]
    internal sealed class Employee
    {
        public int Id { get; set; }

        public Employee? Manager { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }
    }

    internal sealed class Left
    {
        public int Id { get; set; }

        public Person? Person { get; set; }

        public Right? Right { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Text { get; set; }
    }

    internal sealed class Right
    {
        public int Id { get; set; }

        public Left? Left { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Text { get; set; }
    }

    [DataSubject(DataSubjectRole.Member)]
    internal sealed class Numbered
    {
        public int Series { get; set; }

        public int Number { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }
    }

    internal sealed class Entry
    {
        public int Id { get; set; }

        public Numbered? Numbered { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Text { get; set; }
    }

    internal sealed class Topic
    {
        public int Id { get; set; }

        public string? Title { get; set; }
    }

    internal sealed class Interest
    {
        public Person? Person { get; set; }

        public Topic? Topic { get; set; }

        [PersonalData(PersonalDataCategory.Preference, "service")]
        public DateOnly? Since { get; set; }
    }
}
