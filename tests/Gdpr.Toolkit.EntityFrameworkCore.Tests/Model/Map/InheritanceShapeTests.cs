using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model.Map;

/// <summary>Hierarchies: every concrete type is mapped by itself, with what it inherits.</summary>
public class InheritanceShapeTests
{
    private static readonly string[] Expected =
    [
        "Customer: Firm [Email, TaxNumber]",
        "Customer: Private [BirthDate, Email]",
        "Customer: Bill by Customer [Text]",
    ];

    [Fact]
    public void One_table_for_the_hierarchy() => Assert.Equal(Expected, Shape.Lines(model => Hierarchy(model).UseTphMappingStrategy()));

    [Fact]
    public void A_table_for_each_type() => Assert.Equal(Expected, Shape.Lines(model => Hierarchy(model).UseTptMappingStrategy()));

    [Fact]
    public void A_table_for_each_concrete_type() => Assert.Equal(Expected, Shape.Lines(model => Hierarchy(model).UseTpcMappingStrategy()));

    [Fact]
    public void Rows_that_hang_on_one_type_of_person_hang_on_the_person()
        => Assert.Equal(
            [.. Expected, "Customer: Signature by Firm [Signatory]"],
            Shape.Lines(model =>
            {
                Hierarchy(model);
                model.Entity<Signature>();
            }));

    [Fact]
    public void A_type_of_dependent_can_have_a_way_of_its_own()
        => Assert.Equal(
            ["User: Owner [Name]", "User: Gift by Giver [Wish]"],
            Shape.Lines(model =>
            {
                model.Entity<Thing>();
                model.Entity<Gift>();
            }));

    [Fact]
    public void A_base_class_that_is_no_entity_passes_its_marks_on()
        => Assert.Equal(["Member: Runner [Name]"], Shape.Lines(model => model.Entity<Runner>()));

    private static Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Customer> Hierarchy(ModelBuilder model)
    {
        model.Entity<Firm>();
        model.Entity<Private>();
        model.Entity<Bill>();
        return model.Entity<Customer>();
    }

    [DataSubject(DataSubjectRole.Customer)]
    internal abstract class Customer
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress, "service")]
        public string? Email { get; set; }
    }

    internal sealed class Firm : Customer
    {
        [PersonalData(PersonalDataCategory.Tax, "service")]
        public string? TaxNumber { get; set; }
    }

    internal sealed class Private : Customer
    {
        [PersonalData(PersonalDataCategory.BirthDate, "service")]
        public DateOnly? BirthDate { get; set; }
    }

    internal sealed class Bill
    {
        public int Id { get; set; }

        public Customer? Customer { get; set; }

        [PersonalData(PersonalDataCategory.Purchase, "service")]
        public string? Text { get; set; }
    }

    internal sealed class Signature
    {
        public int Id { get; set; }

        public Firm? Firm { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Signatory { get; set; }
    }

    [DataSubject(DataSubjectRole.User)]
    internal sealed class Owner
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }
    }

    [NotPersonalData("the label is the thing's")]
    internal class Thing
    {
        public int Id { get; set; }

        public string? Label { get; set; }
    }

    internal sealed class Gift : Thing
    {
        public Owner? Giver { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Wish { get; set; }
    }

    [DataSubject(DataSubjectRole.Member)]
    internal abstract class MemberBase
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }
    }

    internal sealed class Runner : MemberBase;
}
