using Gdpr.Toolkit.Core.Tests.Vectors;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Core.Tests.Erasure;

public class PrivateFileTests
{
    [Fact]
    public async Task A_file_that_somebody_has_is_waited_for_until_they_give_it_up()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("lock");
        var first = await PrivateFile.LockAsync(path, Timeout.InfiniteTimeSpan, default);

        var second = PrivateFile.LockAsync(path, Timeout.InfiniteTimeSpan, default);
        var impatient = await PrivateFile.LockAsync(path, TimeSpan.FromMilliseconds(50), default);
        var isWaiting = !second.IsCompleted;
        await first!.DisposeAsync();
        await using var file = await second.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Null(impatient);
        Assert.True(isWaiting);
        Assert.NotNull(file);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_not_waited_for()
    {
        using var folder = new TemporaryFolder();

        var waiting = PrivateFile.LockAsync(folder.File(new string('x', 300)), Timeout.InfiniteTimeSpan, default);

        await Assert.ThrowsAnyAsync<IOException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
