using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Core.Tests.Documents;

public class DocumentTextsTests
{
    public static TheoryData<Type> Enumerations =>
    [
        typeof(PersonalDataCategory), typeof(DataSubjectRole), typeof(LegalBasis), typeof(RetentionAnchor), typeof(ExpiryAction), typeof(RetentionUse),
        typeof(RecipientKind), typeof(TransferMechanism), typeof(RetentionException), typeof(ProcessingPurpose),
        typeof(DataProvenance), typeof(OpenEndReason), typeof(ExportProfile), typeof(ExportSourceStatus), typeof(ExportOmissionReason),
    ];

    private static readonly string[] Prefixes = ["Plan.", "Unit.", "Export.", "Right.", "Item.", "Choice."];

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Every_member_has_a_text_in_both_languages(Type type)
        => Assert.All(Enum.GetNames(type), member => Assert.All(
            Enum.GetValues<DocumentLanguage>(),
            language => Assert.False(string.IsNullOrWhiteSpace(DocumentTexts.In(language)[$"{type.Name}.{member}"]))));

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_places_to_fill()
    {
        var (english, swedish) = (DocumentTexts.In(DocumentLanguage.English), DocumentTexts.In(DocumentLanguage.Swedish));

        Assert.Equal(english.Names.Order(StringComparer.Ordinal), swedish.Names.Order(StringComparer.Ordinal));
        Assert.All(english.Names, name => Assert.Equal(Places(english[name]), Places(swedish[name])));
    }

    [Fact]
    public void No_text_is_left_of_a_member_that_went()
    {
        var members = Enumerations.Select<object[], Type>(row => (Type)row[0]).SelectMany(type => Enum.GetNames(type).Select(name => $"{type.Name}.{name}"));

        var strangers = DocumentTexts.In(DocumentLanguage.English).Names
            .Where(name => !Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Empty(strangers.Except(members));
    }

    [Fact]
    public void Two_members_that_people_must_tell_apart_have_different_texts()
        => Assert.All(Enum.GetValues<DocumentLanguage>(), language =>
        {
            var categories = Enum.GetValues<PersonalDataCategory>().Select(DocumentTexts.In(language).Of).ToList();
            Assert.Equal(categories.Distinct(), categories);
        });

    [Fact]
    public void There_is_no_language_that_nobody_wrote()
        => Assert.Throws<ArgumentOutOfRangeException>(() => DocumentTexts.In(0));

    private static string Places(string text) => string.Concat(text.Where(character => character is '{' or '}' or (>= '0' and <= '9')).Order());
}
