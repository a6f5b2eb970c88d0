using System.Diagnostics;

namespace Gdpr.Toolkit.Export.Tests.Readers;

/// <summary>Finds and runs programs that read packages without our code.</summary>
internal static class Programs
{
    public static string? Find(params string[] names)
        => (from directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            from name in names
            let path = Path.Combine(directory, OperatingSystem.IsWindows() ? name + ".exe" : name)
            where File.Exists(path)
            select path).FirstOrDefault();

    /// <summary>Runs a program to its end.</summary>
    public static (int ExitCode, string Output) Run(string program, string workingDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
