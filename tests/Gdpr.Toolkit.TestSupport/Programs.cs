using System.Diagnostics;

namespace Gdpr.Toolkit.TestSupport;

/// <summary>Finds and runs programs that read what the library writes without our code.</summary>
public static class Programs
{
    /// <summary>Finds a program under one of its names; null where it is not installed.</summary>
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
