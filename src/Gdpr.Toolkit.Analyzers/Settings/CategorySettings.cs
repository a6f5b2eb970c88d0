using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Settings;

/// <summary>Reads <c>gdpr_category.&lt;name&gt;.severity</c>: how severe an un-annotated property of a category is.</summary>
internal sealed class CategorySettings(AnalyzerOptions options)
{
    /// <summary>Returns the severity of a finding in a file: of the own category, the category or the default, in this order; null for none.</summary>
    public DiagnosticSeverity? SeverityOf(SyntaxTree? tree, string category, string? ownCategory, DiagnosticSeverity otherwise)
    {
        if (tree is null)
            return otherwise;
        var settings = options.AnalyzerConfigOptionsProvider.GetOptions(tree);
        if ((ownCategory is null || !TryGet(settings, KeyOf(ownCategory), out var value))
            && !TryGet(settings, category, out value)
            && !TryGet(settings, SettingNames.AnyCategory, out value))
        {
            return otherwise;
        }

        return TryParse(value, otherwise, out var severity) ? severity : otherwise;
    }

    /// <summary>Writes an own category as it stands in a setting, where a colon would end the name.</summary>
    public static string KeyOf(string ownCategory) => ownCategory.Replace(':', '.');

    /// <summary>Reads a severity as .editorconfig writes it; null is none.</summary>
    public static bool TryParse(string value, DiagnosticSeverity otherwise, out DiagnosticSeverity? severity)
    {
        severity = value.Trim().ToLowerInvariant() switch
        {
            "none" => null,
            "silent" or "refactoring" => DiagnosticSeverity.Hidden,
            "suggestion" => DiagnosticSeverity.Info,
            "warning" => DiagnosticSeverity.Warning,
            "error" => DiagnosticSeverity.Error,
            "default" => otherwise,
            _ => (DiagnosticSeverity?)(-1),
        };
        return severity is null or >= DiagnosticSeverity.Hidden;
    }

    private static bool TryGet(AnalyzerConfigOptions settings, string category, out string value)
    {
        var found = settings.TryGetValue(SettingNames.Category + category + SettingNames.Severity, out var written);
        value = written ?? "";
        return found;
    }
}
