using Gdpr.Toolkit.Analyzers.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Settings;

/// <summary>Finds settings of ours in <c>.editorconfig</c> that say nothing, because something in them is misspelt.</summary>
internal sealed class SettingErrors(LanguageSettings languages)
{
    private readonly HashSet<string> _languages = new(Vocabulary.Languages.Concat(languages.Files.SelectMany(file => file.Dictionary.Languages)), StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ownCategories = new(
        languages.Files.SelectMany(file => file.Dictionary.OwnCategories).Select(CategorySettings.KeyOf), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns each mistake once, however many files it holds for.</summary>
    public IEnumerable<(string Setting, string What)> Find(Compilation compilation, AnalyzerOptions options)
    {
        // Files of one folder share their options; settings are few.
        var seen = new HashSet<(string, string)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var settings = options.AnalyzerConfigOptionsProvider.GetOptions(tree);
            foreach (var key in KeysOf(settings))
            {
                if (!key.StartsWith(SettingNames.Prefix, StringComparison.OrdinalIgnoreCase) || !settings.TryGetValue(key, out var value) || !seen.Add((key, value)))
                    continue;
                if (Judge(key, value) is { } what)
                    yield return ($"{key} = {value}", what);
            }
        }
    }

    private string? Judge(string key, string value)
    {
        if (Is(key, SettingNames.EntityTypes))
            return null;
        if (Is(key, SettingNames.Languages))
        {
            var unknown = LanguageSettings.Split(value).FirstOrDefault(language => !_languages.Contains(language));
            return unknown is null ? null : $"there are no words of '{unknown}'; there are some of {string.Join(", ", _languages.OrderBy(language => language, StringComparer.Ordinal))}";
        }

        if (!key.StartsWith(SettingNames.Category, StringComparison.OrdinalIgnoreCase) || !key.EndsWith(SettingNames.Severity, StringComparison.OrdinalIgnoreCase)
            || key.Length <= SettingNames.Category.Length + SettingNames.Severity.Length)
        {
            return $"there is no such setting; there are {SettingNames.EntityTypes}, {SettingNames.Languages} and {SettingNames.Category}<category>{SettingNames.Severity}";
        }

        var category = key.Substring(SettingNames.Category.Length, key.Length - SettingNames.Category.Length - SettingNames.Severity.Length);
        if (!Is(category, SettingNames.AnyCategory) && !PersonalDataCategories.All.Any(known => Is(known, category)) && !_ownCategories.Contains(category))
            return $"'{category}' is no PersonalDataCategory and no category of a gdpr.dictionary.json";
        return CategorySettings.TryParse(value, DiagnosticSeverity.Warning, out _) ? null : $"'{value}' is no severity; use error, warning, suggestion, silent, none or default";
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // A host need not tell its keys; then nothing is judged.
    private static IEnumerable<string> KeysOf(AnalyzerConfigOptions settings)
    {
        try
        {
            return settings.Keys;
        }
        catch (NotImplementedException)
        {
            return [];
        }
    }
}
