using System.Collections.Concurrent;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Runs a test's work on threads of its own.</summary>
internal static class Concurrently
{
    /// <summary>Runs the same work on several threads, which are told their number, and returns what it threw.</summary>
    public static IReadOnlyList<Exception> Run(int threads, Action<int> work)
    {
        var failures = new ConcurrentBag<Exception>();
        var running = Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            if (Record.Exception(() => work(number)) is { } failure)
                failures.Add(failure);
        })).ToList();
        running.ForEach(thread => thread.Start());
        running.ForEach(thread => thread.Join());
        return [.. failures];
    }
}
