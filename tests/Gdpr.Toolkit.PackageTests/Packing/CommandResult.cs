namespace Gdpr.Toolkit.PackageTests.Packing;

/// <summary>What a program said and how it ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>Gets the lines that report a warning of the build or the restore, each once.</summary>
    public IReadOnlyList<string> Warnings
        => [.. Output.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(": warning ", StringComparison.Ordinal)).Distinct()];

    public CommandResult Succeeded()
        => ExitCode == 0 ? this : throw new InvalidOperationException($"Exit code {ExitCode}:\n{Output}");
}
