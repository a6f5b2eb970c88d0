using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What keeps values in plaintext from being moved to an encrypted property, each with the way out.</summary>
internal static class MigrationRules
{
    public static IEnumerable<string> Violations(IConventionProperty property, EncryptionMark mark, string display)
    {
        if (mark.MigratesFrom is not { } name)
        {
            yield break;
        }

        if (property.DeclaringType is not IConventionEntityType entityType || entityType.IsOwned())
        {
            yield return $"'{display}' migrates from '{name}', but lies in an owned or complex type, whose rows are not moved. Declare both in the entity while values move.";
            yield break;
        }

        if (entityType.FindProperty(name) is not { } plain || plain == property)
        {
            yield return $"'{display}' migrates from '{name}', which is no property beside it. Name the mapped property that holds the plaintext.";
            yield break;
        }

        if (plain.Encryption() is not null)
        {
            yield return $"'{display}' migrates from '{name}', which is encrypted itself. Name the property that holds the plaintext.";
        }

        if ((Nullable.GetUnderlyingType(plain.ClrType) ?? plain.ClrType) != (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType))
        {
            yield return $"'{display}' migrates from '{name}', which is a '{plain.ClrType.Name}'. Give both the same type.";
        }

        if (!property.IsNullable || !plain.IsNullable)
        {
            yield return $"'{(property.IsNullable ? name : display)}' cannot be null, but a value is in one of two properties while it moves. Make both nullable until none is left.";
        }

        if (plain.PersonalData() is null)
        {
            yield return $"'{display}' migrates from '{name}', but nothing says that it is personal data. Give it the same [PersonalData(…)].";
        }
    }
}
