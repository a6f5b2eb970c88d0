using System.Diagnostics;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Counts the steps of a process and kills it (SIGKILL) at one of them.</summary>
/// <param name="last">The step; 0 for none.</param>
/// <param name="onLast">Is called there instead, and then nothing more happens until somebody else kills the process.</param>
internal sealed class DeadlySteps(int last, Action? onLast = null)
{
    private bool _armed;

    public int Taken { get; private set; }

    public void Arm() => _armed = true;

    public void Step()
    {
        if (_armed && ++Taken == last)
        {
            (onLast ?? Process.GetCurrentProcess().Kill)();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
