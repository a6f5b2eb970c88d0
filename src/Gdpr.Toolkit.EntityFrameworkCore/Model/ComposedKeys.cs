using Gdpr.Toolkit.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Model;

/// <summary>Refuses people whose key is a text that Unicode composes to another one (NFC): their references, and with them keys and holds, would be that one's.</summary>
/// <remarks>Somebody could otherwise sign up as <c>A</c> and a ring above it, ask for their erasure, and take the values of <c>Å</c> along.</remarks>
internal static class ComposedKeys
{
    /// <exception cref="InvalidOperationException">Somebody is added with such a key.</exception>
    public static void Require(IUpdateEntry entry, EntityProtection protection)
    {
        if (protection.TextKey.Count == 0 || entry.EntityState != EntityState.Added)
        {
            return;
        }

        foreach (var property in protection.TextKey)
        {
            if (entry.GetCurrentValue(property) is string text && NfcText.Normalize(text) != text)
            {
                throw new InvalidOperationException(
                    $"The key '{entry.EntityType.ShortName()}.{property.Name}' of somebody who is added is a text in decomposed form. It would be taken for the same text in composed "
                    + "form, which may be somebody else's key. Nothing was saved. Compose it: key.Normalize() (Unicode NFC).");
            }
        }
    }
}
