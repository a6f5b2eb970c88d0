using Gdpr.Toolkit.Analyzers.Naming;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class VocabularyReaderTests
{
    [Theory]
    [InlineData("fornamn")]
    [InlineData("foernamn")]
    public void Accents_are_folded_to_one_letter_and_to_two(string key)
    {
        var terms = Read("Name: förnamn");

        Assert.Equal("Name", terms.Find(key, 0, key.Length)?.Category);
    }

    [Fact]
    public void A_header_gives_contexts_requirements_and_kinds()
    {
        var term = Read("Health health person text & about: type").Find("type", 0, 4)!;

        Assert.Equal(Contexts.Health | Contexts.Person, term.Contexts);
        Assert.Equal(Contexts.About, term.Required);
        Assert.Equal(ValueKinds.Text, term.Kinds);
    }

    [Fact]
    public void Readings_of_the_same_words_form_a_chain()
    {
        var term = Read("Name person: alias\nUsername session: alias").Find("alias", 0, 5);

        Assert.NotNull(term?.Next);
    }

    [Theory]
    [InlineData("Nickname: nick")]
    [InlineData("Name somewhere: nick")]
    [InlineData("Name nick")]
    public void A_line_that_cannot_be_read_is_named(string line)
    {
        var error = Assert.Throws<FormatException>(() => Read("# comment\n" + line));

        Assert.StartsWith("test, line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_words_can_be_read()
        => Assert.NotNull(Vocabulary.Terms.Find("email", 0, 5));

    private static TermTable Read(string text)
    {
        var terms = new TermTable();
        VocabularyReader.Read(new StringReader(text), "test", terms);
        return terms;
    }
}
