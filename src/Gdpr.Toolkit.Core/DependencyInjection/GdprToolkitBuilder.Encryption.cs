namespace Gdpr.Toolkit;

/// <content>Protection by category.</content>
public sealed partial class GdprToolkitBuilder
{
    /// <summary>Encrypts every property of personal data of some categories, wherever it is, without marking each one (GDPR Art. 25(1)).</summary>
    /// <remarks>
    /// A property that is marked <see cref="EncryptedAttribute"/> itself goes by its own mark. One that cannot be encrypted is an
    /// error when the model is built, as if it were marked. Values that are stored already are not encrypted by this call.
    /// </remarks>
    /// <param name="categories">The categories. Naming one twice is the same as naming it once.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">No category is named, or one that is protected in another way already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is none of the enumeration's.</exception>
    public GdprToolkitBuilder Encrypt(params PersonalDataCategory[] categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        if (categories.Length == 0)
        {
            throw new ArgumentException("Name at least one category to encrypt.", nameof(categories));
        }

        foreach (var category in categories)
        {
            Encrypt(category, new EncryptedAttribute());
        }

        return this;
    }

    /// <summary>Encrypts every property of personal data of a category, as an attribute describes it.</summary>
    /// <param name="category">The category.</param>
    /// <param name="protection">The attribute, as it would stand above each property; without a column id, which would be the same for all of them.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The attribute has a column id, or the category is protected in another way already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The category is none of the enumeration's.</exception>
    /// <inheritdoc cref="Encrypt(PersonalDataCategory[])" path="/remarks"/>
    public GdprToolkitBuilder Encrypt(PersonalDataCategory category, EncryptedAttribute protection)
    {
        ArgumentNullException.ThrowIfNull(protection);
        if (!Enum.IsDefined(category))
        {
            throw new ArgumentOutOfRangeException(nameof(category), category, "There is no such category of personal data.");
        }

        if (protection.ColumnId is not null)
        {
            throw new ArgumentException("A column id belongs to one property. Set it there: [Encrypted(ColumnId = \"…\")].", nameof(protection));
        }

        if (_options.EncryptedCategories.TryGetValue(category, out var earlier) && !earlier.Match(protection))
        {
            throw new ArgumentException($"'{category}' is encrypted in another way already. Say once how.", nameof(category));
        }

        _options.EncryptedCategories[category] = protection;
        return this;
    }
}
