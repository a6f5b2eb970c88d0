using System.Text.RegularExpressions;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.Abstractions.Tests.Model;

public partial class PersonalDataCategoryTests
{
    [Fact]
    public void The_special_categories_are_those_of_Article_9()
        => Assert.Equal(
            [
                PersonalDataCategory.Health,
                PersonalDataCategory.Disability,
                PersonalDataCategory.Genetic,
                PersonalDataCategory.Biometric,
                PersonalDataCategory.RacialOrEthnicOrigin,
                PersonalDataCategory.PoliticalOpinion,
                PersonalDataCategory.ReligiousOrPhilosophicalBelief,
                PersonalDataCategory.TradeUnionMembership,
                PersonalDataCategory.SexLifeOrOrientation,
            ],
            Enum.GetValues<PersonalDataCategory>().Where(category => category.IsSpecialCategory));

    [Fact]
    public void Criminal_data_is_that_of_Article_10()
        => Assert.Equal(
            [PersonalDataCategory.CriminalOffence, PersonalDataCategory.CriminalConviction],
            Enum.GetValues<PersonalDataCategory>().Where(category => category.IsCriminalData));

    [Theory]
    [InlineData(199, false, false)]
    [InlineData(200, true, false)]
    [InlineData(299, true, false)]
    [InlineData(300, false, true)]
    public void A_range_has_room_for_categories_to_come(int number, bool isSpecial, bool isCriminal)
    {
        var category = (PersonalDataCategory)number;

        Assert.Equal(isSpecial, category.IsSpecialCategory);
        Assert.Equal(isCriminal, category.IsCriminalData);
    }

    [Fact]
    public void The_rules_know_the_same_categories()
    {
        // The rules find our types by name and reference nothing of ours, so the names stand there once more.
        var path = Path.Combine(RepositoryRoot.Find(), "src", "Gdpr.Toolkit.Analyzers", "Naming", "PersonalDataCategories.cs");

        var known = CategoryEntry().Matches(File.ReadAllText(path)).Select(match => match.Groups["name"].Value);

        Assert.Equal(Enum.GetNames<PersonalDataCategory>().Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\s*\[""(?<name>\w+)""\] = ", RegexOptions.Multiline)]
    private static partial Regex CategoryEntry();
}
