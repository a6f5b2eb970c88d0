namespace Gdpr.Toolkit;

/// <summary>Tells which categories the GDPR treats apart.</summary>
public static class PersonalDataCategoryExtensions
{
    private const int FirstSpecial = 200;
    private const int FirstCriminal = 300;

    extension(PersonalDataCategory category)
    {
        /// <summary>Gets whether the category is special (GDPR Art. 9(1)).</summary>
        public bool IsSpecialCategory => (int)category is >= FirstSpecial and < FirstCriminal;

        /// <summary>Gets whether the category concerns criminal convictions or offences (GDPR Art. 10).</summary>
        public bool IsCriminalData => (int)category >= FirstCriminal;
    }
}
