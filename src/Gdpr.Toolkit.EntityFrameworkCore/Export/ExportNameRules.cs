using System.Text.RegularExpressions;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Export;

/// <summary>What can be wrong with public names, each with the way out.</summary>
internal static partial class ExportNameRules
{
    public static IEnumerable<string> Violations(IReadOnlyEntityType entityType)
    {
        if (entityType.ExportName() is { Name: var name } && (!EntityName().IsMatch(name) || DeviceName().IsMatch(name)))
        {
            yield return $"'{entityType.DisplayName()}' has an export name that cannot be a file everywhere. Use lower-case letters, digits and single hyphens, "
                + "such as \"support-case\".";
        }

        foreach (var violation in Members(entityType))
        {
            yield return violation;
        }
    }

    private static IEnumerable<string> Members(IReadOnlyTypeBase type)
    {
        var members = type.GetMembers().Where(member => IsShown(type, member)).ToList();
        foreach (var member in members.Where(member => member.ExportName() is { Name: var name } && !FieldName().IsMatch(name)))
        {
            yield return $"'{type.DisplayName()}.{member.Name}' has an export name that is no plain word. Begin with a lower-case letter, then use letters and digits, "
                + "such as \"billedTo\".";
        }

        foreach (var same in members.GroupBy(ExportNames.Of, StringComparer.Ordinal).Where(same => same.Count() > 1 && same.Any(member => member.ExportName() is not null)))
        {
            yield return $"'{type.DisplayName()}' exports {string.Join(" and ", same.Select(member => $"'{member.Name}'"))} under one name, '{same.Key}'. Give each its own: [ExportName(\"…\")].";
        }

        foreach (var violation in type.GetDeclaredComplexProperties().SelectMany(complex => Members(complex.ComplexType)))
        {
            yield return violation;
        }
    }

    private static bool IsShown(IReadOnlyTypeBase type, IReadOnlyPropertyBase member) => member switch
    {
        IReadOnlyProperty property => property.PersonalData() is not null || property.ExportName() is not null || property.IsKey() || property.IsForeignKey(),
        IReadOnlyNavigation navigation => navigation.ForeignKey.IsOwnership && !navigation.IsOnDependent,
        _ => member.DeclaringType == type,
    };

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex EntityName();

    /// <summary>Names that Windows gives to devices, where the person unpacks the files.</summary>
    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9]|lpt[0-9])\z")]
    private static partial Regex DeviceName();

    [GeneratedRegex(@"^[a-z][A-Za-z0-9]*\z")]
    private static partial Regex FieldName();
}
