using Gdpr.Toolkit.Analyzers.Naming;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("FirstName", "first name")]
    [InlineData("first_name", "first name")]
    [InlineData("IPAddress", "ip address")]
    [InlineData("UserIP", "user ip")]
    [InlineData("AddressLine2", "address line 2")]
    [InlineData("Förnamn", "fornamn")]
    [InlineData("_email", "email")]
    [InlineData("Kundnamn", "kund namn")]
    [InlineData("Leveransdatum", "leverans datum")]
    [InlineData("Color", "color")]
    [InlineData("Xyzzyqwertyuiop", "xyzzyqwertyuiop")]
    public void Names_are_split_into_words(string name, string words)
    {
        var identifier = Identifier.Split(name, Vocabulary.Terms);

        Assert.Equal(words, identifier.Words(0, identifier.Count - 1));
    }

    [Theory]
    [InlineData("A_b_c_d_e_f_g_h_i_j_k_l_m_n_o_p_q_r_s_t")]
    [InlineData("___")]
    [InlineData("Ελληνικά")]
    public void Odd_names_are_split_without_failing(string name)
        => Assert.InRange(Identifier.Split(name, Vocabulary.Terms).Count, 0, 16);
}
