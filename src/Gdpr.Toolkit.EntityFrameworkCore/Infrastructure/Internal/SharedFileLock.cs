using System.Diagnostics.CodeAnalysis;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>A lock on a file that one process has at a time, however many of its own callers share it. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Lives as long as the process; the file is closed with its last user.")]
internal sealed class SharedFileLock(string path)
{
    private readonly SemaphoreSlim _gate = new(1);
    private FileStream? _file;
    private int _users;

    /// <summary>Waits until no other process has it.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _file ??= await PrivateFile.LockAsync(path, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            _users++;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Gives it up, with the last caller of the process.</summary>
    public async Task LeaveAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (--_users == 0)
            {
                await _file!.DisposeAsync().ConfigureAwait(false);
                _file = null;
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
