using Gdpr.Toolkit.Export.Tests.Club;
using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Export.Tests;

/// <summary>An export that goes wrong is never taken for one that went well.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gdpr-fault-");

    private string Path => System.IO.Path.Combine(_directory.FullName, "package.gdpr.zip");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_file_has_its_name_once_the_package_is_complete()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        string[] during = [];
        club.Files.Halfway = _ => during = [.. _directory.GetFiles().Select(file => file.Name)];
        await File.WriteAllTextAsync(Path + ".partial", "left by a process that was killed");

        var summary = await ToFileAsync(club, member);

        Assert.Equal(["package.gdpr.zip.partial"], during);
        Assert.Equal(["package.gdpr.zip"], _directory.GetFiles().Select(file => file.Name));
        Assert.True(summary.IsComplete);
        Assert.Contains("manifest.p7s", Package.Read(await File.ReadAllBytesAsync(Path), summary).Files.Keys);
    }

    [Fact]
    public async Task Two_exports_to_one_file_at_once_do_not_name_the_half_of_one_complete()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, other) = await club.AddMembersAsync();
        var second = (Exception?)null;
        club.Files.Halfway = _ =>
        {
            club.Files.Halfway = _ => { };
            second = Record.Exception(() => ToFileAsync(club, other).GetAwaiter().GetResult());
        };

        var summary = await ToFileAsync(club, member);

        Assert.IsAssignableFrom<IOException>(second);
        Assert.Equal(summary.ExportId, (string?)Package.Read(await File.ReadAllBytesAsync(Path), summary).Manifest["exportId"]);
        Assert.Equal(["package.gdpr.zip"], _directory.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public async Task A_response_that_allows_no_synchronous_writes_takes_a_package()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        using var response = new Response();

        var summary = await club.ExportAsync(export => export.ExportAsync(DataSubject.Of<Member>(member), ExportProfile.Access, response));

        Assert.Contains("manifest.p7s", Package.Read(response.ToArray(), summary).Files.Keys);
    }

    [Fact]
    public async Task A_source_that_fails_midway_leaves_no_file()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        club.Files.Halfway = file => _ = file == 2 ? throw new IOException("The disk is gone.") : 0;

        await Assert.ThrowsAsync<PersonalDataSourceException>(() => ToFileAsync(club, member));

        Assert.Empty(_directory.GetFiles());
    }

    [Fact]
    public async Task A_cancelled_export_leaves_no_file()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        using var cancellation = new CancellationTokenSource();
        club.Files.Halfway = _ => cancellation.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ToFileAsync(club, member, cancellationToken: cancellation.Token));

        Assert.Empty(_directory.GetFiles());
    }

    [LinuxFact]
    public async Task A_full_disk_is_an_error()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        await using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        await Assert.ThrowsAsync<IOException>(() => club.ExportAsync(export => export.ExportAsync(DataSubject.Of<Member>(member), ExportProfile.Access, full)));
    }

    [Fact]
    public async Task A_destination_that_is_full_before_the_end_is_no_failure_of_a_source()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        club.Files.Put(member, "noise.bin", mediaType: null, System.Security.Cryptography.RandomNumberGenerator.GetBytes(300_000));
        using var small = new SmallDisk(100_000);

        await Assert.ThrowsAsync<IOException>(() => club.ExportAsync(export => export.ExportAsync(
            DataSubject.Of<Member>(member), ExportProfile.Access, small, new ExportOptions { AllowIncomplete = true })));

        Assert.Throws<InvalidDataException>(() => Package.Read(small.ToArray(), null!));
    }

    [Fact]
    public async Task A_source_that_may_fail_is_listed_as_failed_and_the_package_says_that_it_is_not_complete()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        club.Files.Halfway = file => _ = file == 2 ? throw new IOException("The disk is gone.") : 0;

        var package = await club.PackAsync(member, options: new ExportOptions { AllowIncomplete = true });

        var source = Assert.Single(package.Summary.Sources, source => source.Name == "member-files");
        Assert.Equal((ExportSourceStatus.Failed, 1), (source.Status, source.Records));
        SaysIncomplete(package);
        ListsAllFiles(package);
    }

    [Fact]
    public async Task A_source_that_cannot_be_searched_is_listed_as_failed_and_not_as_empty()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        club.Files.Finding = () => throw new IOException("The share is not mounted.");

        var package = await club.PackAsync(member, options: new ExportOptions { AllowIncomplete = true });

        var source = Assert.Single(package.Summary.Sources, source => source.Name == "member-files");
        Assert.Equal((ExportSourceStatus.Failed, null), (source.Status, source.Path));
        SaysIncomplete(package);
    }

    [Fact]
    public async Task A_person_without_a_row_is_an_error_unless_the_answer_is_wanted()
    {
        await using var club = await ClubHost.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => club.PackAsync(4711));
        var package = await club.PackAsync(4711, options: new ExportOptions { AllowUnknownPerson = true });

        Assert.True(package.Summary.HoldsNothing);
        Assert.True((bool?)package.Manifest["holdsNothing"]);
        Assert.Equal(12, package.Summary.Sources.Count);
        Assert.All(package.Summary.Sources, source => Assert.Equal(ExportSourceStatus.Empty, source.Status));
        Assert.Contains("We hold nothing about you.", package.Text("index.html"), StringComparison.Ordinal);
        Assert.Contains("Vi har inga uppgifter om dig.", package.Text("README.txt"), StringComparison.Ordinal);
        ListsAllFiles(package);
    }

    private static void SaysIncomplete(Package package)
    {
        Assert.False(package.Summary.IsComplete);
        Assert.False((bool?)package.Manifest["complete"]);
        Assert.Contains("This package is not complete", package.Text("index.html"), StringComparison.Ordinal);
        Assert.Contains("Paketet är inte fullständigt", package.Text("README.txt"), StringComparison.Ordinal);
    }

    private static void ListsAllFiles(Package package)
        => Assert.Equal(
            package.Files.Keys.Except(["manifest.json", "manifest.p7s"]).Order(),
            package.Manifest["files"]!.AsArray().Select(file => (string)file!["path"]!).Order());

    private Task<ExportSummary> ToFileAsync(ClubHost club, int member, CancellationToken cancellationToken = default)
        => club.ExportAsync(export => export.ExportToFileAsync(DataSubject.Of<Member>(member), ExportProfile.Access, Path, cancellationToken: cancellationToken));

    /// <summary>Takes what Kestrel takes.</summary>
    private sealed class Response : MemoryStream
    {
        public override bool CanSeek => false;

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            base.Write(buffer.ToArray(), 0, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class SmallDisk(int capacity) : MemoryStream
    {
        public override bool CanSeek => false;

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Require(buffer.Length);
            base.Write(buffer.ToArray(), 0, buffer.Length);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        private void Require(int more)
        {
            if (ToArray().Length + more > capacity)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
