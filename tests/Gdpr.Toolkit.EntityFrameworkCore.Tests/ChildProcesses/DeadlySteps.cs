using System.Diagnostics;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Counts the steps of a process and kills it (SIGKILL) at one of them.</summary>
internal sealed class DeadlySteps(int last)
{
    private bool _armed;

    public int Taken { get; private set; }

    public void Arm() => _armed = true;

    public void Step()
    {
        if (_armed && ++Taken == last)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
