using System.Globalization;

namespace Gdpr.Toolkit.Retention;

/// <summary>Collects the steps of a proof. Names of rules and inputs are stable: people write programs against them.</summary>
internal sealed class ProofSteps
{
    private readonly List<RetentionProof> _steps = [];

    public IReadOnlyList<RetentionProof> All => _steps;

    public void Add(string rule, string result, params ReadOnlySpan<(string Name, string? Value)> inputs)
        => _steps.Add(Step(rule, result, [], inputs));

    public static RetentionProof Step(
        string rule, string result, IReadOnlyList<RetentionProof> because, params ReadOnlySpan<(string Name, string? Value)> inputs)
    {
        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in inputs)
        {
            if (value is not null)
                known.Add(name, value);
        }

        return new RetentionProof(rule, known, result, because);
    }

    public static string? Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
