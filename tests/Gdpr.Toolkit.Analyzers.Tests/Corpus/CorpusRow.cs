namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>One property of the corpus: where it is, and what it holds by our own judgement.</summary>
internal sealed record CorpusRow(string Language, string Class, string Property, string Type, string Category)
{
    public bool IsPersonalData => Category != "none";

    public static IReadOnlyList<CorpusRow> Read(string name)
    {
        using var reader = new StreamReader(typeof(CorpusRow).Assembly.GetManifestResourceStream(name)!);
        return [.. reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(cells => new CorpusRow(cells[0], cells[1], cells[2], cells[3], cells[4]))];
    }
}
