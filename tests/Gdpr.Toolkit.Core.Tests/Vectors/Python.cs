using System.Diagnostics;
using Gdpr.Toolkit.Core.Tests.Signing;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>Runs the reader that shares no code with the library.</summary>
internal static class Python
{
    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(directory => Path.Combine(directory, OperatingSystem.IsWindows() ? "python3.exe" : "python3"))
        .FirstOrDefault(File.Exists);

    public static bool CanRead => Program is not null && OpenSsl.Path is not null;

    public static async Task<(int ExitCode, string Output)> ReadAsync(string reader, params string[] vectors)
    {
        string[] arguments = [Path.Combine(VectorFile.Folder, reader), .. vectors];
        using var process = Process.Start(new ProcessStartInfo(Program!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
