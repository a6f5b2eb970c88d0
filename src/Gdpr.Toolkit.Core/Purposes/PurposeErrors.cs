namespace Gdpr.Toolkit.Purposes;

/// <summary>What is refused at once while a purpose is registered. The rest is reported together: see <see cref="PurposeRules"/>.</summary>
internal static class PurposeErrors
{
    public static TEnum RequireDefined<TEnum>(TEnum value, string parameter)
        where TEnum : struct, Enum
        => Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(parameter, value, $"There is no such {typeof(TEnum).Name}. Pass one of its members.");

    public static AnchorName RequireAnchor(AnchorName from, string parameter)
        => from.Anchor == 0
            ? throw new ArgumentException("No date was named. Pass a RetentionAnchor, or the name of your event.", parameter)
            : from;
}
