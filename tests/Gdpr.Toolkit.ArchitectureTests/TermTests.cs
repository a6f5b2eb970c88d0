using System.Reflection;
using System.Text.RegularExpressions;

namespace Gdpr.Toolkit.ArchitectureTests;

/// <summary>The enumerations whose members stand for terms of the W3C Data Privacy Vocabulary.</summary>
public partial class TermTests
{
    public static TheoryData<string> TermEnums =>
    [
        .. typeof(DpvTermAttribute).Assembly.GetExportedTypes()
            .Where(type => type.IsEnum && Members(type).Any(member => member.IsDefined(typeof(DpvTermAttribute))))
            .Select(type => type.FullName!),
    ];

    [Theory]
    [MemberData(nameof(TermEnums))]
    public void A_term_is_a_well_formed_IRI_of_the_vocabulary(string name)
        => Assert.All(
            Members(Find(name)).SelectMany(member => member.GetCustomAttributes<DpvTermAttribute>()),
            term => Assert.Matches(TermIri(), term.Iri));

    [Theory]
    [InlineData(typeof(PersonalDataCategory))]
    [InlineData(typeof(LegalBasis))]
    [InlineData(typeof(Article9Condition))]
    public void Every_member_that_records_of_processing_print_names_a_term(Type type)
    {
        var unnamed = Members(type).Where(member => !IsNothing(member) && !member.IsDefined(typeof(DpvTermAttribute)));

        Assert.Empty(unnamed.Select(member => member.Name));
    }

    [Theory]
    [MemberData(nameof(TermEnums))]
    public void No_member_names_the_same_term_twice(string name)
        => Assert.All(Members(Find(name)), member =>
        {
            var terms = member.GetCustomAttributes<DpvTermAttribute>().Select(term => term.Iri).ToArray();
            Assert.Equal(terms.Distinct(), terms);
        });

    [Theory]
    [MemberData(nameof(TermEnums))]
    public void No_two_members_share_a_name_or_a_value(string name)
    {
        var members = Members(Find(name)).ToArray();

        Assert.Equal(members.Length, members.Select(member => member.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(members.Length, members.Select(member => member.GetRawConstantValue()).Distinct().Count());
    }

    [Fact]
    public void The_vocabulary_is_found()
        => Assert.Contains(typeof(PersonalDataCategory).FullName!, TermEnums.Select<object[], string>(row => (string)row[0]));

    private static Type Find(string name) => typeof(DpvTermAttribute).Assembly.GetType(name, throwOnError: true)!;

    private static FieldInfo[] Members(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static);

    // "None is declared" is no term.
    private static bool IsNothing(FieldInfo member) => member.Name == "None" && Convert.ToInt64(member.GetRawConstantValue(), null) == 0;

    [GeneratedRegex(@"^https://w3id\.org/dpv(/[a-z0-9-]+)*#[A-Za-z][A-Za-z0-9_-]*$")]
    private static partial Regex TermIri();
}
