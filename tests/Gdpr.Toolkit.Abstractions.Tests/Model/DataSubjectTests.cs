namespace Gdpr.Toolkit.Abstractions.Tests.Model;

public class DataSubjectTests
{
    [Fact]
    public void Two_of_the_same_entity_and_key_are_one_person()
    {
        var one = DataSubject.Of<Person>("SE", 4711);
        var type = typeof(Person);
        var other = DataSubject.Of(type, "SE", 4711);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Single(new HashSet<DataSubject> { one, other });
    }

    [Fact]
    public void Another_key_entity_order_or_type_of_key_is_another_person()
    {
        var person = DataSubject.Of<Person>(4711);

        Assert.NotEqual(person, DataSubject.Of<Person>(4712));
        Assert.NotEqual(person, DataSubject.Of<Company>(4711));
        Assert.NotEqual(person, DataSubject.Of<Person>(4711L));
        Assert.NotEqual(person, DataSubject.Of<Person>(4711, 1));
        Assert.NotEqual(DataSubject.Of<Person>(1, 2), DataSubject.Of<Person>(2, 1));
        Assert.False(person.Equals(null));
        Assert.False(person.Equals((object)"4711"));
    }

    [Fact]
    public void The_text_form_names_the_entity_and_withholds_the_key()
    {
        var text = DataSubject.Of<Person>("19121212-1212").ToString();

        Assert.Contains(nameof(Person), text, StringComparison.Ordinal);
        Assert.DoesNotContain("1912", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_complete()
    {
        Assert.Throws<ArgumentException>(() => DataSubject.Of<Person>());
        Assert.Throws<ArgumentException>(() => DataSubject.Of<Person>(1, null!));
        Assert.Throws<ArgumentNullException>(() => DataSubject.Of<Person>(null!));
        Assert.Throws<ArgumentNullException>(() => DataSubject.Of(null!, 1));
    }

    [Fact]
    public void The_error_about_a_key_does_not_show_it()
    {
        var error = Assert.Throws<ArgumentException>(() => DataSubject.Of<Person>("19121212-1212", null!));

        Assert.DoesNotContain("1912", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_changes_a_key_afterwards()
    {
        object[] key = [1];
        var person = DataSubject.Of<Person>(key);

        key[0] = 2;

        Assert.Equal([1], person.Key);
        Assert.Throws<NotSupportedException>(() => ((IList<object>)person.Key)[0] = 3);
    }

    private sealed class Person;

    private sealed class Company;
}
