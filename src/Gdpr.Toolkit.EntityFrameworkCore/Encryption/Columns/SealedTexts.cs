using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Recipients;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds the columns in which the library itself keeps sealed text: what people said when they chose, why they are held, who they are to recipients.</summary>
internal static class SealedTexts
{
    public static SealedText? Find(IReadOnlyProperty property) => property.Name switch
    {
        nameof(ISealedText.SealedText) when property.DeclaringType.ClrType == typeof(ObjectionRow)
            => new SealedText(ObjectionRows.Column, ObjectionRows.Cipher, nameof(ObjectionRow.SubjectRef)),
        nameof(ISealedText.SealedText) when property.DeclaringType.ClrType == typeof(RestrictionRow)
            => new SealedText(RestrictionRows.Column, RestrictionRows.Cipher, nameof(RestrictionRow.SubjectRef)),
        nameof(NoticeRow.SealedDetails) when property.DeclaringType.ClrType == typeof(NoticeRow)
            => new SealedText(NoticeDetails.Column, NoticeDetails.Cipher, nameof(NoticeRow.KeyRef)),
        nameof(HoldRow.SealedReason) when property.DeclaringType.ClrType == typeof(HoldRow)
            => new SealedText(HoldTexts.Column, HoldTexts.Cipher, Reference: null),
        _ => null,
    };
}
