using System.Diagnostics;

namespace Gdpr.Toolkit.Core.Tests.Signing;

internal static class OpenSsl
{
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(directory => System.IO.Path.Combine(directory, OperatingSystem.IsWindows() ? "openssl.exe" : "openssl"))
        .FirstOrDefault(File.Exists);

    public static int Run(string workingDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path!, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode;
    }
}
