using System.Diagnostics;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>This assembly, running as a process of its own with the certificates of the test.</summary>
internal sealed class ChildProcess : IDisposable
{
    // Many times what any of them takes, on a machine that does much else.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly Lazy<(string Name, string Value)> Certificates = new(() =>
    {
        var directory = Directory.CreateTempSubdirectory("gdpr-certificates-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => directory.Delete(recursive: true);
        return TestCertificates.SaveForChildProcess(directory.FullName);
    });

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChildProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static ChildProcess Start(ChildTarget target)
    {
        var assembly = typeof(ChildProcess).Assembly.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(assembly);
        foreach (var argument in target.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Certificates.Value.Name] = Certificates.Value.Value;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Reads the next line that the child writes; null when it has ended.</summary>
    /// <exception cref="TimeoutException">It says nothing, and has been killed.</exception>
    public async Task<string?> ReadLineAsync()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        await WithinLimitAsync(line);
        return await line;
    }

    public Task WriteLineAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Sends a signal, such as STOP and CONT.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Sends SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for the end.</summary>
    /// <returns>0, or 137 when it was killed.</returns>
    /// <exception cref="TimeoutException">It goes on, and has been killed.</exception>
    public async Task<int> WaitAsync()
    {
        await WithinLimitAsync(_process.WaitForExitAsync());
        var errors = await _errors.WaitAsync(Limit);
        Assert.True(_process.ExitCode is 0 or 137, errors);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task WithinLimitAsync(Task task)
    {
        try
        {
            await task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            throw new TimeoutException($"'{string.Join(' ', _process.StartInfo.ArgumentList)}' has kept a test waiting for {Limit}. It said: {await _errors}");
        }
    }
}
