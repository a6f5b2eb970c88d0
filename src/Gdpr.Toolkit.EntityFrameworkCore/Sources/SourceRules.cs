using System.Text.RegularExpressions;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Sources;

/// <summary>What can be wrong with the registered sources, each with the way out.</summary>
internal static partial class SourceRules
{
    private const int MaximumName = 64;

    public static IEnumerable<string> Violations(
        IReadOnlyList<IPersonalDataSource> sources, IReadOnlyList<IModel> models, PurposeRegistry purposes)
    {
        var twice = sources.GroupBy(source => source.Name, StringComparer.Ordinal).Where(group => group.Count() > 1);
        return sources.SelectMany(source => Violations(source, models, purposes)).Concat(twice.Select(group =>
            $"{group.Count()} sources are named '{group.Key}' ({string.Join(", ", group.Select(source => source.GetType().Name))}). "
            + "Give each a name of its own: people find their files under it."));
    }

    private static IEnumerable<string> Violations(IPersonalDataSource source, IReadOnlyList<IModel> models, PurposeRegistry purposes)
    {
        var type = source.GetType().Name;
        if (source.Name is not { Length: <= MaximumName } name || !SafeName().IsMatch(name) || DeviceName().IsMatch(name))
        {
            yield return $"'{type}' has a Name that cannot be a folder everywhere. Use lower-case letters, digits and single hyphens, "
                + $"at most {MaximumName} of them, such as \"cv-files\".";
        }

        if (source.Subjects.Count == 0)
        {
            yield return $"'{type}' names no data subject. Return their classes from Subjects.";
        }

        var subjects = source.Subjects.ToLookup(subject => models.Select(model => PersonalDataSources.Subject(model, subject)).FirstOrDefault(found => found is not null));
        foreach (var subject in subjects[null])
        {
            yield return $"'{type}' holds data about '{subject.Name}', which is no data subject in any registered context. Mark it [DataSubject(DataSubjectRole.…)].";
        }

        if (source.Holdings.Count == 0)
        {
            yield return $"'{type}' does not say what it holds. Return a PersonalDataHolding for each category from Holdings.";
        }

        foreach (var category in source.Holdings.GroupBy(holding => holding.Category).Where(group => group.Count() > 1))
        {
            yield return $"'{type}' says twice that it holds '{category.Key}'. Put all purposes into one PersonalDataHolding.";
        }

        var roles = subjects.Select(group => group.Key?.DataSubject()?.Role).OfType<DataSubjectRole>().Distinct().ToList();
        foreach (var violation in source.Holdings.SelectMany(holding => Violations($"'{holding.Category}' in '{type}'", holding, roles, purposes)))
        {
            yield return violation;
        }
    }

    private static IEnumerable<string> Violations(
        string name, PersonalDataHolding holding, IReadOnlyList<DataSubjectRole> roles, PurposeRegistry purposes)
    {
        if (!Enum.IsDefined(holding.Category))
        {
            yield return $"{name} is no category. Use a member of PersonalDataCategory.";
        }

        if (holding.Category.IsSpecialCategory && holding.Condition == Article9Condition.None)
        {
            yield return $"{name} is of a special category (GDPR Art. 9). Say why it may be processed: Condition = Article9Condition.….";
        }

        if (holding.Category.IsCriminalData && holding.Article10Basis == Article10Basis.None)
        {
            yield return $"{name} concerns criminal convictions or offences (GDPR Art. 10). Say why it may be processed: Article10Basis = Article10Basis.….";
        }

        if (holding.Purposes.Count == 0)
        {
            yield return $"{name} is held for no purpose. Name one: new PersonalDataHolding(PersonalDataCategory.{holding.Category}, \"…\").";
        }

        foreach (var purpose in holding.Purposes)
        {
            if (purposes.Find(purpose) is not { } definition)
            {
                yield return $"{name} is used for '{purpose}', which is not registered. Register it: gdpr.Purpose(\"{purpose}\", p => p.On(LegalBasis.…)).";
                continue;
            }

            foreach (var role in roles.Where(role => definition.Rules.Count > 0 && definition.RuleFor(role) is null))
            {
                yield return $"{name} is used for '{purpose}', which has no legal basis for the role '{role}'. Add p.For(DataSubjectRole.{role}).On(LegalBasis.…).";
            }
        }
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex SafeName();

    /// <summary>Names that Windows gives to devices, where the person unpacks the files.</summary>
    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9]|lpt[0-9])\z")]
    private static partial Regex DeviceName();
}
