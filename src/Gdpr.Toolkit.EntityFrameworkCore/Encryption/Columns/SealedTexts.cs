using Gdpr.Toolkit.Consent;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds the columns in which the library itself keeps sealed text: what people said when they chose.</summary>
internal static class SealedTexts
{
    public static (ColumnBinding Column, FieldCipher<string> Cipher)? Find(IReadOnlyProperty property)
        => property.Name != nameof(ISealedText.SealedText) ? null
            : property.DeclaringType.ClrType == typeof(ObjectionRow) ? (ObjectionRows.Column, ObjectionRows.Cipher)
            : property.DeclaringType.ClrType == typeof(RestrictionRow) ? (RestrictionRows.Column, RestrictionRows.Cipher)
            : null;
}
