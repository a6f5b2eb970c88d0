using System.Reflection;

namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>The words the rules know, read once from the files in <c>Words/</c>.</summary>
internal static class Vocabulary
{
    private const string Folder = "Words/";

    private static readonly Lazy<TermTable> LazyTerms = new(Load);

    public static TermTable Terms => LazyTerms.Value;

    private static TermTable Load()
    {
        var terms = new TermTable();
        var assembly = typeof(Vocabulary).GetTypeInfo().Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            VocabularyReader.Read(reader, name, terms);
        }

        return terms;
    }
}
