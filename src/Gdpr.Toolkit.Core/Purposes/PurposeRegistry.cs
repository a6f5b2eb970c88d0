namespace Gdpr.Toolkit.Purposes;

/// <summary>The purposes that the application registered, in that order.</summary>
internal sealed class PurposeRegistry
{
    private readonly Dictionary<string, PurposeDefinition> _purposes;

    public PurposeRegistry(IEnumerable<PurposeDefinition> purposes)
    {
        All = [.. purposes];
        _purposes = All.ToDictionary(purpose => purpose.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<PurposeDefinition> All { get; }

    public PurposeDefinition? Find(string name) => _purposes.GetValueOrDefault(name);

    /// <summary>Lists everything that is wrong with the registered purposes themselves.</summary>
    public IEnumerable<string> Violations() => All.SelectMany(PurposeRules.Violations);
}
