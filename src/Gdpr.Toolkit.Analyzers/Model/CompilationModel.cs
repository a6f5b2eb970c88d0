using System.Runtime.CompilerServices;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Settings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>What all rules know of one compilation under its options; found once, and forgotten with the compilation.</summary>
internal sealed class CompilationModel
{
    // An IDE keeps the compilation where only a dictionary or an .editorconfig changes.
    private static readonly ConditionalWeakTable<Compilation, ConditionalWeakTable<AnalyzerOptions, CompilationModel>> Known = new();

    private readonly Lazy<EntityModel> _entities;

    private CompilationModel(Compilation compilation, AnalyzerOptions options)
    {
        Symbols = new KnownSymbols(compilation);
        Baseline = new KnownFindings(options);
        Languages = new LanguageSettings(options);
        Categories = new CategorySettings(options);

        // Not cancelled: an IDE asks the same compilation again, and a Lazy would answer with the cancellation for ever.
        _entities = new Lazy<EntityModel>(() => EntityModel.Find(compilation, Symbols, new EntitySettings(options)));
    }

    public KnownSymbols Symbols { get; }

    /// <summary>Gets what the project's baseline knows; rules report through it.</summary>
    public KnownFindings Baseline { get; }

    /// <summary>Gets the words that names are judged by.</summary>
    public LanguageSettings Languages { get; }

    /// <summary>Gets how severe a category is.</summary>
    public CategorySettings Categories { get; }

    /// <summary>Gets the entities.</summary>
    public EntityModel Entities => _entities.Value;

    public static CompilationModel Of(Compilation compilation, AnalyzerOptions options)
        => Known.GetValue(compilation, _ => new ConditionalWeakTable<AnalyzerOptions, CompilationModel>()).GetValue(options, found => new CompilationModel(compilation, found));
}
