using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>Something that is carried out by processes that are killed: how it begins, and what has to be true whenever it is stopped.</summary>
internal abstract class TrialWork
{
    public static IReadOnlyList<string> Names { get; } = [EraseWork.Name, ReplayWork.Name, SweepWork.Name];

    public static TrialWork Of(string name) => name switch
    {
        EraseWork.Name => new EraseWork(),
        NoticeWork.Name => new NoticeWork(),
        ReplayWork.Name => new ReplayWork(),
        SweepWork.Name => new SweepWork(),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>Makes what every trial begins with.</summary>
    public abstract Task<TrialTemplate> PrepareAsync(TestDatabase database, bool ownKeyDatabase);

    /// <summary>Does it, in the process that is killed.</summary>
    public abstract Task RunAsync(Trial trial, DeadlySteps steps);

    /// <summary>Looks at what was left, lets another process do it again, and looks once more.</summary>
    public abstract Task CompleteAsync(Trial trial);
}
