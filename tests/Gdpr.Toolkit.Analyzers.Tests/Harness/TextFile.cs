using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>An additional file of a project; one without text cannot be read.</summary>
internal sealed class TextFile(string path, string? text) : AdditionalText
{
    private readonly SourceText? _text = text is null ? null : SourceText.From(text);

    public override string Path => path;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => _text;
}
