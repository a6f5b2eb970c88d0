using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model.Map;

/// <summary>What the application's query filters are for has to be said, because rights ignore one kind and keep the other.</summary>
public class FilterTests
{
    [Fact]
    public void A_filter_of_which_nothing_is_said_is_refused()
    {
        var message = Shape.RefusalOf(model =>
        {
            model.Entity<Person>().HasQueryFilter(person => person.Branch == 1);
            model.Entity<Note>().HasQueryFilter("Archive", note => !note.IsArchived);
        });

        Assert.Contains("'Person' holds rows of people behind the query filter without a name", message, StringComparison.Ordinal);
        Assert.Contains("modelBuilder.Entity<Note>().HasQueryFilterKind(\"Archive\", QueryFilterKind.Visibility)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_are_told_with_what_they_are_for()
    {
        var map = Shape.MapOf(model =>
        {
            model.Entity<Person>().HasQueryFilter(person => person.Branch == 1).HasQueryFilterKind(QueryFilterKind.Boundary);
            model.Entity<Note>().HasQueryFilter("Archive", note => !note.IsArchived).HasQueryFilterKind("Archive", QueryFilterKind.Visibility);
        });

        Assert.Equal(
            [new MappedFilter(null, QueryFilterKind.Boundary), new MappedFilter("Archive", QueryFilterKind.Visibility)],
            map.Subjects.Single().Entities.SelectMany(entity => entity.Filters));
        Assert.Contains("Query filter without a name: a boundary, never crossed.", map.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_name_for_both_kinds_is_refused()
        => Assert.Contains(
            "The query filter 'Scope' hides rows of one entity and separates those of another",
            Shape.RefusalOf(model =>
            {
                model.Entity<Person>().HasQueryFilter("Scope", person => person.Branch == 1).HasQueryFilterKind("Scope", QueryFilterKind.Boundary);
                model.Entity<Note>().HasQueryFilter("Scope", note => !note.IsArchived).HasQueryFilterKind("Scope", QueryFilterKind.Visibility);
            }),
            StringComparison.Ordinal);

    [Fact]
    public void Tenants_of_different_types_are_refused()
        => Assert.Contains(
            "'Note.IsArchived' is a tenant of type 'Boolean', but the tenant of its 'Person' is of type 'Int32'",
            Shape.RefusalOf(model =>
            {
                model.Entity<Person>().Property(person => person.Branch).IsTenant();
                model.Entity<Note>().Property(note => note.IsArchived).IsTenant();
            }),
            StringComparison.Ordinal);

    [Fact]
    public void Two_tenants_of_one_row_are_refused()
        => Assert.Contains(
            "'Person' has several tenants (Branch, Region)",
            Shape.RefusalOf(model =>
            {
                model.Entity<Person>().Property(person => person.Branch).IsTenant();
                model.Entity<Person>().Property<int>("Region").IsTenant();
            }),
            StringComparison.Ordinal);

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "test data")]
    internal sealed class Person
    {
        public int Id { get; set; }

        public int Branch { get; set; }
    }

    internal sealed class Note
    {
        public int Id { get; set; }

        public Person? Person { get; set; }

        [NotPersonalData("a flag")]
        public bool IsArchived { get; set; }
    }
}
