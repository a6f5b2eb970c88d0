using Gdpr.Toolkit.Analyzers.Naming;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class NameJudgeTests
{
    private readonly NameJudges _names = new(Vocabulary.Terms);

    [Fact]
    public void A_name_is_read_once()
        => Assert.Same(_names.Of("FirstName"), _names.Of("FirstName"));

    [Fact]
    public void Strong_words_say_the_same_in_any_class()
    {
        var judgement = _names.Of("FirstName").Judge(Contexts.None, ValueKinds.Text);

        Assert.NotNull(judgement);
        Assert.Equal("the words 'first name'", judgement.In("Guest").Reason);
        Assert.Same(judgement.In("Guest"), judgement.In("Customer"));
    }

    [Fact]
    public void Other_words_name_their_class()
    {
        var judgement = _names.Of("Name").Judge(Contexts.Person, ValueKinds.Text);

        Assert.NotNull(judgement);
        Assert.Equal("the word 'name' in 'Guest'", judgement.In("Guest").Reason);
        Assert.Equal("the word 'name' in 'Customer'", judgement.In("Customer").Reason);
        Assert.Null(_names.Of("Name").Judge(Contexts.None, ValueKinds.Text));
    }

    [Fact]
    public void An_id_that_is_a_text_may_identify_a_person_and_a_number_leads_to_a_row()
    {
        Assert.NotNull(_names.Of("PassportId").Judge(Contexts.Person, ValueKinds.Text));
        Assert.Null(_names.Of("PassportId").Judge(Contexts.Person, ValueKinds.Number));
    }
}
