using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Certificates complete at once: tests of what they open need not await.</summary>
internal static class Synchronously
{
    public static RealmRows Create(this RealmFactory factory) => Completed(factory.CreateAsync(default));

    public static Realm Open(this RealmFactory factory, RealmRows rows) => Completed(factory.OpenAsync(rows, default));

    public static EpochRow Create(this EpochVault vault, Guid storeId, int epoch, int previousEpoch, DateTimeOffset now)
        => Completed(vault.CreateAsync(storeId, epoch, previousEpoch, now, default));

    public static EpochKeys Open(this EpochVault vault, EpochRow row) => Completed(vault.OpenAsync(row, default));

    private static T Completed<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }
}
