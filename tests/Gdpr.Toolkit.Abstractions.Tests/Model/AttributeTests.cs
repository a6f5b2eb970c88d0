using System.Reflection;

namespace Gdpr.Toolkit.Abstractions.Tests.Model;

public class AttributeTests
{
    [Theory]
    [InlineData(typeof(DataSubjectAttribute), AttributeTargets.Class, false)]
    [InlineData(typeof(PersonalDataAttribute), AttributeTargets.Property | AttributeTargets.Field, false)]
    [InlineData(typeof(NotPersonalDataAttribute), AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field, false)]
    [InlineData(typeof(EncryptedAttribute), AttributeTargets.Property | AttributeTargets.Field, false)]
    [InlineData(typeof(AnchorsRetentionAttribute), AttributeTargets.Property | AttributeTargets.Field, true)]
    public void An_attribute_stands_where_it_means_something_and_is_inherited(Type attribute, AttributeTargets targets, bool allowMultiple)
    {
        var usage = attribute.GetCustomAttribute<AttributeUsageAttribute>()!;

        Assert.Equal(targets, usage.ValidOn);
        Assert.Equal(allowMultiple, usage.AllowMultiple);
        Assert.True(usage.Inherited);
    }

    [Fact]
    public void Personal_data_asserts_nothing_that_was_not_said()
    {
        var attribute = new PersonalDataAttribute(PersonalDataCategory.Name, "service", "accounting");

        Assert.Equal(PersonalDataCategory.Name, attribute.Category);
        Assert.Equal(["service", "accounting"], attribute.Purposes);
        Assert.Null(attribute.Retention);
        Assert.Null(attribute.RetentionFrom);
        Assert.Null(attribute.Subject);
        Assert.Null(attribute.Replacement);
        Assert.Equal(DataProvenance.Provided, attribute.Provenance);
        Assert.Equal(Article9Condition.None, attribute.Condition);
        Assert.Equal(Article10Basis.None, attribute.Article10Basis);
        Assert.Empty(new PersonalDataAttribute(PersonalDataCategory.Name).Purposes);
    }

    [Fact]
    public void Encryption_reveals_nothing_that_was_not_asked_for()
    {
        var attribute = new EncryptedAttribute();

        Assert.False(attribute.Searchable);
        Assert.False(attribute.Unique);
        Assert.Equal(Normalizer.None, attribute.Normalizer);
        Assert.Null(attribute.ColumnId);
        Assert.Equal(0, attribute.PadTo);
        Assert.Null(attribute.KeyGroup);
        Assert.Equal(DestroyedValue.Default, attribute.WhenDestroyed);
    }

    [Fact]
    public void A_data_subject_leaves_the_rest_of_its_properties_unclassified()
    {
        var attribute = new DataSubjectAttribute(DataSubjectRole.Patient);

        Assert.Equal(DataSubjectRole.Patient, attribute.Role);
        Assert.Null(attribute.Kind);
        Assert.Equal(RestOfEntity.Unclassified, attribute.Rest);
        Assert.Null(attribute.Reason);
    }

    [Fact]
    public void A_derived_entity_is_a_data_subject_too()
        => Assert.Equal(DataSubjectRole.Employee, typeof(Manager).GetCustomAttribute<DataSubjectAttribute>(inherit: true)!.Role);

    [DataSubject(DataSubjectRole.Employee)]
    private class Employee;

    private sealed class Manager : Employee;
}
