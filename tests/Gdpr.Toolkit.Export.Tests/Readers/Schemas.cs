using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.Export.Tests.Readers;

/// <summary>Validates JSON against JSON Schema 2020-12 with Python's <c>jsonschema</c>.</summary>
internal static class Schemas
{
    public static string? FindMissing()
        => Programs.Find("python3") is not { } python ? "python3 is not installed."
            : Programs.Run(python, Path.GetTempPath(), "-c", "import jsonschema").ExitCode != 0 ? "Python's jsonschema is not installed (python3-jsonschema)."
            : null;

    /// <summary>Validates every JSON file of an unpacked package against what the manifest names for it.</summary>
    /// <returns>How many files were valid, or what is wrong.</returns>
    public static (int ExitCode, string Output) Validate(string directory)
        => Run("validate.py", directory);

    /// <summary>Reads every CSV of an unpacked package and compares it with the JSON beside it.</summary>
    public static (int ExitCode, string Output) CompareCsv(string directory) => Run("compare_csv.py", directory);

    private static (int ExitCode, string Output) Run(string script, string directory)
        => Programs.Run(Programs.Find("python3")!, directory, Path.Combine(AppContext.BaseDirectory, "Readers", script), directory);
}
