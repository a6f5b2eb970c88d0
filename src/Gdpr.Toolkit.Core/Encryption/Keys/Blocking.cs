namespace Gdpr.Toolkit.Encryption;

/// <summary>Waits for asynchronous work where EF Core is synchronous: while a row is read, or in <c>SaveChanges</c>.</summary>
internal static class Blocking
{
    /// <summary>Runs work and waits for its end.</summary>
    /// <remarks>
    /// Where continuations would come back to the thread that waits (a user interface, a scheduler with one thread), the work starts
    /// on the thread pool, so that it can end whatever the implementation awaits.
    /// </remarks>
    public static T Wait<T>(Func<ValueTask<T>> work)
    {
        if (SynchronizationContext.Current is not null || TaskScheduler.Current != TaskScheduler.Default)
            return Task.Run(() => work().AsTask()).GetAwaiter().GetResult();
        var task = work();
        return task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Takes the result of work that was asked to be synchronous.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    public static T Completed<T>(ValueTask<T> work) => work.IsCompleted ? work.GetAwaiter().GetResult() : throw WentAsynchronous();

    /// <inheritdoc cref="Completed{T}"/>
    public static void Completed(ValueTask work)
    {
        if (!work.IsCompleted)
            throw WentAsynchronous();
        work.GetAwaiter().GetResult();
    }

    private static InvalidOperationException WentAsynchronous() => new("Synchronous work went asynchronous.");
}
