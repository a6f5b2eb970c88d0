namespace Gdpr.Toolkit.Erasure;

/// <summary>Files that only their owner can read and write.</summary>
internal static class PrivateFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until nobody else has a file open, in whichever process; the operating system ends that with the process.</summary>
    /// <returns>Null where that took longer than the time limit.</returns>
    /// <exception cref="IOException">The file cannot be opened at all: a full or read-only disk, for instance.</exception>
    public static async Task<FileStream?> LockAsync(string path, TimeSpan timeout, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, Options(FileMode.OpenOrCreate, FileShare.None));
            }
            catch (IOException exception) when (IsInUse(exception))
            {
                if (timeout != Timeout.InfiniteTimeSpan && waited >= timeout)
                    return null;
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    public static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows, EWOULDBLOCK of Linux, and of macOS.
    private static bool IsInUse(IOException exception)
        => OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) is 32 or 33
        : OperatingSystem.IsLinux() ? exception.HResult == 11
        : exception.HResult == 35;
}
