namespace Gdpr.Toolkit.Analyzers.Settings;

/// <summary>The names of the settings in <c>.editorconfig</c>. The compiler hands them over in lower case.</summary>
internal static class SettingNames
{
    /// <summary>What all of them begin with.</summary>
    public const string Prefix = "gdpr_";

    public const string EntityTypes = "gdpr_entity_types";

    public const string Languages = "gdpr_languages";

    /// <summary>What a setting of one category begins with.</summary>
    public const string Category = "gdpr_category.";

    /// <summary>What a setting of one category's severity ends with.</summary>
    public const string Severity = ".severity";

    /// <summary>Stands for every category that has no setting of its own.</summary>
    public const string AnyCategory = "default";
}
