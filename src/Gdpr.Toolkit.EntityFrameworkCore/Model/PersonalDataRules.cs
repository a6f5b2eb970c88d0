using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What can be wrong with a property that is personal data, each with the way out.</summary>
internal static class PersonalDataRules
{
    public static IEnumerable<string> Violations(
        IReadOnlyProperty property, PersonalDataMark mark, DataSubjectRole role, bool isOverwritten, PurposeRegistry purposes)
    {
        var name = $"'{property.DeclaringType.DisplayName()}.{property.Name}'";
        if (property.FindAnnotation(GdprAnnotationNames.NotPersonalData) is not null)
        {
            yield return $"{name} is marked as personal data and as not. Remove one of the marks.";
        }

        if (mark.Category.IsSpecialCategory && mark.Condition == Article9Condition.None)
        {
            yield return $"{name} is of the special category '{mark.Category}' (GDPR Art. 9). Say why it may be processed: Condition = Article9Condition.….";
        }

        if (mark.Category.IsCriminalData && mark.Article10Basis == Article10Basis.None)
        {
            yield return $"{name} concerns criminal convictions or offences (GDPR Art. 10). Say why it may be processed: Article10Basis = Article10Basis.….";
        }

        foreach (var violation in mark.Purposes.SelectMany(purpose => Violations(name, purpose, role, purposes)).Concat(Retention(property, mark, name)))
        {
            yield return violation;
        }

        if (mark.When is not null && Condition(property, mark.When)?.ClrType is var type && type != typeof(bool) && type != typeof(bool?))
        {
            yield return $"{name} is personal data when '{mark.When}', which is no bool property of '{property.DeclaringType.DisplayName()}'. Use nameof(…).";
        }

        if (mark.When is not null && Condition(property, mark.When)?.PersonalData() is not null)
        {
            yield return $"{name} is personal data when '{mark.When}', which is personal data itself: an erasure that empties the condition would lose sight of the value. "
                + "Classify the condition as [NotPersonalData(\"…\")].";
        }

        if (mark.WithheldWhen is not null && Condition(property, mark.WithheldWhen)?.ClrType is var withheld && withheld != typeof(bool) && withheld != typeof(bool?))
        {
            yield return $"{name} is withheld when '{mark.WithheldWhen}', which is no bool property of '{property.DeclaringType.DisplayName()}'. Use nameof(…).";
        }

        if (property.IsShadowProperty() && (property.DeclaringType as IReadOnlyEntityType)?.IsOwned() != false)
        {
            yield return $"{name} is personal data in a shadow property of an owned or complex type, which cannot be exported or erased. Declare it in the class.";
        }

        if (mark.Replacement is not null && !ReplacementValue.TryParse(property.ClrType, property.OwnConverter(), mark.Replacement, out _))
        {
            yield return $"{name} has a replacement that is not a '{property.ClrType.Name}' in the invariant culture's format, nor what its converter makes one of. Correct it.";
        }

        if (mark.Replacement is { } replacement && property.ClrType == typeof(string) && property.FindAnnotation(GdprAnnotationNames.Encrypted) is null
            && property.GetMaxLength() < replacement.Length)
        {
            yield return $"{name} holds at most {property.GetMaxLength()} characters, and its replacement is longer. Shorten it.";
        }

        if (!property.IsKey() && property.GetAfterSaveBehavior() != PropertySaveBehavior.Save && property.GetComputedColumnSql() is null)
        {
            yield return $"{name} is never written again once it is saved (PropertySaveBehavior.{property.GetAfterSaveBehavior()}), so that no erasure could empty it. "
                + "Set its AfterSaveBehavior to Save, and keep the application from changing it in another way: by a private setter, say.";
        }

        if (property.IsKey() || property.IsForeignKey())
        {
            yield return $"{name} is personal data in a key, which cannot be overwritten when the person is erased. Use a key that says nothing, "
                + "and keep the value in a property of its own.";
        }

        if (isOverwritten && property.FindAnnotation(GdprAnnotationNames.Encrypted) is null
            && property.GetContainingIndexes().Any(index => index.IsUnique)
            && (!property.IsNullable || mark.Replacement is not null))
        {
            yield return $"{name} is unique, and two erased people would hold the same empty value. Make it nullable without a replacement, "
                + "or write [Encrypted(Searchable = true, Unique = true)] and remove the index.";
        }

        if (isOverwritten && property.ClrType == typeof(string) && property.FindAnnotation(GdprAnnotationNames.Encrypted) is null
            && property.GetColumnType() is "json" or "jsonb"
            && !(property.IsNullable && mark.Replacement is null) && mark.Replacement is not ("{}" or "[]"))
        {
            yield return $"{name} is a JSON document, which an empty text is not. Make it nullable without a replacement, or declare Replacement = \"{{}}\" or \"[]\".";
        }

        if (isOverwritten && mark.Replacement is null && !ReplacementValue.HasDefault(property))
        {
            yield return $"{name} is required, and nothing says what is written in its place when the person is erased. "
                + "Make it nullable, or declare Replacement = \"…\".";
        }
    }

    private static IReadOnlyProperty? Condition(IReadOnlyProperty property, string when)
        => property.DeclaringType.FindProperty(when) is { } condition && !condition.IsShadowProperty() ? condition : null;

    private static IEnumerable<string> Violations(string name, string purpose, DataSubjectRole role, PurposeRegistry purposes)
    {
        if (purposes.Find(purpose) is not { } definition)
        {
            yield return $"{name} is used for '{purpose}', which is not registered. Register it: gdpr.Purpose(\"{purpose}\", p => p.On(LegalBasis.…)).";
        }
        else if (definition.Rules.Count > 0 && definition.RuleFor(role) is null)
        {
            yield return $"{name} is used for '{purpose}', which has no legal basis for the role '{role}'. Add p.For(DataSubjectRole.{role}).On(LegalBasis.…).";
        }
    }

    private static IEnumerable<string> Retention(IReadOnlyProperty property, PersonalDataMark mark, string name)
    {
        if (mark.Retention is not null && !IsPeriod(mark.Retention))
        {
            yield return $"{name} has the retention '{mark.Retention}', which is no ISO 8601 period of years, months, weeks and days such as P12M.";
        }

        if ((mark.Retention is null) != (mark.RetentionFrom is null))
        {
            yield return $"{name} needs both Retention and RetentionFrom, or neither.";
        }

        if (mark.RetentionFrom is not null && property.DeclaringType.FindProperty(mark.RetentionFrom) is { } from && !AnchorRules.IsDate(from))
        {
            yield return $"{name} is retained from '{mark.RetentionFrom}', which is a '{from.ClrType.Name}'. Use DateOnly, DateTime or DateTimeOffset.";
        }

        if (mark.RetentionFrom is not null && property.DeclaringType.FindProperty(mark.RetentionFrom) is null)
        {
            yield return $"{name} is retained from '{mark.RetentionFrom}', which is no property of '{property.DeclaringType.DisplayName()}'. Use nameof(…).";
        }
    }

    private static bool IsPeriod(string text)
    {
        try
        {
            RetentionPeriod.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
