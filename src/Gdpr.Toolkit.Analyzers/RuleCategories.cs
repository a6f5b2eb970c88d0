namespace Gdpr.Toolkit.Analyzers;

/// <summary>The categories that group the rules in an IDE.</summary>
public static class RuleCategories
{
    /// <summary>Rules about personal data and its protection.</summary>
    public const string Privacy = "Privacy";
}
