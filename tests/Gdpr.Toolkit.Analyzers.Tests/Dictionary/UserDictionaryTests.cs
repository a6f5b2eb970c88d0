using Gdpr.Toolkit.Analyzers.Dictionary;
using Gdpr.Toolkit.Analyzers.Naming;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class UserDictionaryTests
{
    private const string Whole = """
        {
          "$schema": "https://example.org/\u0073chema.json",
          "categories": { "acme:LoyaltyTier": "Segment" },
          "words": [
            { "category": "Name", "terms": ["etunimi"], "language": "fi", "evidence": true },
            { "category": "acme:LoyaltyTier", "terms": "tier", "in": ["person", "dealing"], "values": ["text", "enum"] }
          ],
          "classes": [ { "are": "person", "terms": ["asiakas"], "language": "fi" } ],
          "neutral": ["legacy"],
          "notPersonal": ["phone model"],
          "notPersonalBeside": []
        }
        """;

    [Fact]
    public void Every_part_of_a_dictionary_is_read()
    {
        var terms = Terms(Whole);

        Assert.True(terms.Find("etunimi", 0, 7) is { Category: "Name", IsEvidence: true, IsStrong: true, IsOwn: true });
        Assert.True(terms.Find("tier", 0, 4) is { Category: "Segment", OwnCategory: "acme:LoyaltyTier", Contexts: Contexts.Person | Contexts.Dealing, Kinds: ValueKinds.Text | ValueKinds.Enum });
        Assert.True(terms.Find("asiakas", 0, 7) is { Role: TermRole.Type, Contexts: Contexts.Person });
        Assert.True(terms.Find("legacy", 0, 6) is { Role: TermRole.Neutral });
        Assert.True(terms.Find("phonemodel", 0, 10) is { Role: TermRole.Exception });
    }

    [Fact]
    public void Words_of_a_language_count_where_it_is_chosen()
    {
        var terms = new TermTable();
        UserDictionary.Read(Whole).AddTo(terms, language => language == "sv");

        Assert.Null(terms.Find("etunimi", 0, 7));
        Assert.NotNull(terms.Find("tier", 0, 4));
    }

    [Theory]
    [InlineData("", 0, "a value is expected")]
    [InlineData("{", 1, "where the file ends")]
    [InlineData("[]", 0, "an object is expected")]
    [InlineData("""{ "words": [], }""", 15, "a name in quotes")]
    [InlineData("""{ "words" [] }""", 10, "a colon")]
    [InlineData("""{ "words": [] } x""", 16, "the end of the file")]
    [InlineData("""{ "worte": [] }""", 2, "'worte' is unknown here")]
    [InlineData("""{ "words": {} }""", 11, "an array of entries")]
    [InlineData("""{ "words": [ { "terms": ["x y"] } ] }""", 13, "the entry has no 'category'")]
    [InlineData("""{ "words": [ { "category": "Name" } ] }""", 13, "the entry has no 'terms'")]
    [InlineData("""{ "words": [ { "category": "Nam", "terms": ["x y"] } ] }""", 27, "'Nam' is no PersonalDataCategory")]
    [InlineData("""{ "words": [ { "category": "Name", "terms": [1] } ] }""", 45, "text in quotes")]
    [InlineData("""{ "words": [ { "category": "Name", "terms": [""] } ] }""", 45, "is no word")]
    [InlineData("""{ "words": [ { "category": "Name", "terms": "nimi", "in": "text" } ] }""", 58, "'text' is no context")]
    [InlineData("""{ "words": [ { "category": "Name", "terms": "nimi", "in": "2" } ] }""", 58, "'2' is no context")]
    [InlineData("""{ "words": [ { "category": "Name", "terms": "nimi", "values": "person" } ] }""", 62, "'person' is no kind of value")]
    [InlineData("""{ "words": [ { "category": "Name", "terms": "nimi", "evidence": "yes" } ] }""", 64, "true or false")]
    [InlineData("""{ "categories": { "Tier": "Segment" } }""", 18, "needs a prefix")]
    [InlineData("""{ "categories": { "acme:Tier": "acme:Tier" } }""", 31, "is no PersonalDataCategory")]
    [InlineData("""{ "neutral": ["\x"] }""", 16, "an escaped character")]
    [InlineData("{ \"neutral\": [\"a\nb\"] }", 16, "the closing quote")]
    public void A_mistake_is_named_where_it_stands_and_nothing_of_the_file_counts(string text, int at, string what)
    {
        var dictionary = UserDictionary.Read(text);

        Assert.NotNull(dictionary.Error);
        Assert.Contains(what, dictionary.Error.Message, StringComparison.Ordinal);
        Assert.Equal(at, dictionary.Error.At);
        Assert.Empty(dictionary.Languages);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_has_a_mistake_inside_it()
    {
        for (var length = 0; length < Whole.TrimEnd().Length; length++)
        {
            var error = UserDictionary.Read(Whole[..length]).Error;

            Assert.NotNull(error);
            Assert.InRange(error.At, 0, length);
        }
    }

    [Fact]
    public void Nesting_without_end_is_a_mistake_and_no_overflow()
        => Assert.Contains("nested deeper", UserDictionary.Read(new string('[', 100_000)).Error?.Message, StringComparison.Ordinal);

    private static TermTable Terms(string text)
    {
        var dictionary = UserDictionary.Read(text);
        Assert.Null(dictionary.Error);
        var terms = new TermTable();
        dictionary.AddTo(terms, _ => true);
        return terms;
    }
}
