using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What reading a value gives whose key is destroyed.</summary>
/// <param name="Value">Never <see cref="DestroyedValue.Default"/>.</param>
/// <param name="Instead">The value to read instead; null where there is none.</param>
internal sealed record DestroyedReading(DestroyedValue Value, object? Instead)
{
    /// <summary>Takes what the property says, or else what the application does, as far as the property allows it.</summary>
    public static DestroyedReading Of(IReadOnlyProperty property, ValueConverter? own, EncryptionMark mark, DestroyedValue applications)
        => (mark.WhenDestroyed == DestroyedValue.Default ? applications : mark.WhenDestroyed) switch
        {
            DestroyedValue.Null when property.IsNullable => new DestroyedReading(DestroyedValue.Null, Instead: null),
            DestroyedValue.Replacement when Replacement(property, own) is { } replacement => new DestroyedReading(DestroyedValue.Replacement, replacement),
            _ => new DestroyedReading(DestroyedValue.Throw, Instead: null),
        };

    private static object? Replacement(IReadOnlyProperty property, ValueConverter? own)
        => property.PersonalData()?.Replacement is { } text && ReplacementValue.TryParse(property.ClrType, own, text, out var value) ? value : null;
}
