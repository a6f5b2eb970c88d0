using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public sealed class EpochSecretFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gdpr-epoch-secrets").FullName;
    private readonly Guid _store = Guid.NewGuid();

    private string FilePath => Path.Combine(_folder, "epochs.secret");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_secret_is_made_once_and_found_by_other_processes()
    {
        var made = await File().GetOrCreateAsync(_store, 1, default);

        Assert.Equal(32, made.Length);
        Assert.Equal(made, await File().GetOrCreateAsync(_store, 1, default));
        Assert.Equal(made, await File().FindAsync(_store, 1, default));
        Assert.NotEqual(made, await File().GetOrCreateAsync(_store, 2, default));
        Assert.NotEqual(made, await File().GetOrCreateAsync(Guid.NewGuid(), 1, default));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_no_file_is_made_by_looking()
    {
        Assert.Null(await File().FindAsync(_store, 1, default));
        Assert.Equal(0, await File().GetHighestEpochAsync(_store, default));
        Assert.False(System.IO.File.Exists(FilePath));
    }

    [Fact]
    public async Task A_destroyed_secret_is_in_no_file_any_more()
    {
        var secret = await File().GetOrCreateAsync(_store, 1, default);
        var kept = await File().GetOrCreateAsync(_store, 2, default);
        Assert.True(Contains(secret));

        Assert.True(await File().DestroyAsync(_store, 1, default));
        Assert.False(await File().DestroyAsync(_store, 1, default));

        Assert.Null(await File().FindAsync(_store, 1, default));
        Assert.False(Contains(secret));
        Assert.Equal(kept, await File().FindAsync(_store, 2, default));
    }

    [Fact]
    public async Task A_replaced_file_is_overwritten_for_those_who_hold_it_open()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var secret = await File().GetOrCreateAsync(_store, 1, default);
        await using var held = new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await File().DestroyAsync(_store, 1, default);

        var bytes = new byte[held.Length];
        await held.ReadExactlyAsync(bytes);

        Assert.NotEmpty(bytes);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(secret));
    }

    [Fact]
    public async Task The_highest_epoch_is_never_lowered_and_survives_its_secret()
    {
        await File().RecordEpochAsync(_store, 3, default);
        await File().RecordEpochAsync(_store, 2, default);
        await File().GetOrCreateAsync(_store, 3, default);
        await File().DestroyAsync(_store, 3, default);

        Assert.Equal(3, await File().GetHighestEpochAsync(_store, default));
        Assert.Equal(0, await File().GetHighestEpochAsync(Guid.NewGuid(), default));
    }

    [Fact]
    public async Task A_secret_that_was_only_made_counts_as_no_epoch()
    {
        await File().GetOrCreateAsync(_store, 4, default);

        Assert.Equal(0, await File().GetHighestEpochAsync(_store, default));
    }

    [Fact]
    public async Task Only_the_owner_may_read_the_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await File().GetOrCreateAsync(_store, 1, default);
        await File().GetOrCreateAsync(_store, 2, default);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public async Task Every_changed_bit_and_every_cut_is_refused_and_nothing_is_written_over_it()
    {
        await File().GetOrCreateAsync(_store, 1, default);
        var bytes = await System.IO.File.ReadAllBytesAsync(FilePath);
        var damaged = Enumerable.Range(0, bytes.Length * 8).Select(bit => bytes.Select((b, i) => i == bit / 8 ? (byte)(b ^ (1 << (bit % 8))) : b).ToArray())
            .Concat(Enumerable.Range(0, bytes.Length).Select(length => bytes[..length]))
            .Append([.. bytes, 0]);

        foreach (var content in damaged)
        {
            Assert.Null(EpochSecretFileContent.Parse(content));
        }

        await System.IO.File.WriteAllBytesAsync(FilePath, bytes[..^1]);
        await Assert.ThrowsAsync<IOException>(async () => await File().FindAsync(_store, 1, default));
        var error = await Assert.ThrowsAsync<IOException>(async () => await File().GetOrCreateAsync(_store, 1, default));
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
        Assert.Equal(bytes[..^1], await System.IO.File.ReadAllBytesAsync(FilePath));
    }

    [Fact]
    public async Task What_a_crash_left_of_a_write_changes_nothing()
    {
        var secret = await File().GetOrCreateAsync(_store, 1, default);
        await System.IO.File.WriteAllTextAsync(FilePath + ".tmp", "half of a file");

        await File().GetOrCreateAsync(_store, 2, default);

        Assert.Equal(secret, await File().FindAsync(_store, 1, default));
        Assert.False(System.IO.File.Exists(FilePath + ".tmp"));
    }

    [Fact]
    public async Task Many_who_ask_at_once_get_one_secret_and_lose_nobody_elses()
    {
        var secrets = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
            (Epoch: i % 4 + 1, Secret: Convert.ToHexString(await File().GetOrCreateAsync(_store, i % 4 + 1, default))))));

        Assert.Equal(4, secrets.Distinct().Count());
        foreach (var (epoch, secret) in secrets)
        {
            Assert.Equal(secret, Convert.ToHexString((await File().FindAsync(_store, epoch, default))!));
        }
    }

    [Fact]
    public async Task A_lock_that_is_not_let_go_is_an_error_that_says_so()
    {
        await using var held = new FileStream(FilePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var error = await Assert.ThrowsAsync<IOException>(
            async () => await new EpochSecretFile(FilePath, TimeSpan.FromMilliseconds(50)).GetOrCreateAsync(_store, 1, default));

        Assert.Contains("locked by another process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_an_error_and_not_a_wait()
        => await Assert.ThrowsAsync<DirectoryNotFoundException>(
            async () => await new EpochSecretFile(Path.Combine(_folder, "none", "epochs.secret"), TimeSpan.FromMinutes(5)).GetOrCreateAsync(_store, 1, default));

    private EpochSecretFile File() => new(FilePath, TimeSpan.FromSeconds(30));

    private bool Contains(byte[] secret)
        => Directory.GetFiles(_folder).Any(file => System.IO.File.ReadAllBytes(file).AsSpan().IndexOf(secret) >= 0);
}
