namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>Runs the same work on eight threads at a time.</summary>
internal static class EightThreads
{
    public static void Run(ThreadStart work)
    {
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(work)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }
}
