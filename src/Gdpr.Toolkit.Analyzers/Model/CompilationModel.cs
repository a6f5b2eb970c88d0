using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>What all rules know of one compilation; found once, and forgotten with the compilation.</summary>
internal sealed class CompilationModel
{
    private static readonly ConditionalWeakTable<Compilation, CompilationModel> Known = new();

    private readonly Lazy<EntityModel> _entities;

    private CompilationModel(Compilation compilation, AnalyzerOptions options)
    {
        Symbols = new KnownSymbols(compilation);

        // Not cancelled: an IDE asks the same compilation again, and a Lazy would answer with the cancellation for ever.
        _entities = new Lazy<EntityModel>(() => EntityModel.Find(compilation, Symbols, new EntitySettings(options)));
    }

    public KnownSymbols Symbols { get; }

    /// <summary>Gets the entities.</summary>
    public EntityModel Entities => _entities.Value;

    public static CompilationModel Of(Compilation compilation, AnalyzerOptions options)
        => Known.GetValue(compilation, found => new CompilationModel(found, options));
}
