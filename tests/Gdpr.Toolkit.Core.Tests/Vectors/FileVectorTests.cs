using System.Text.Json.Nodes;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>The frozen vectors of encrypted files.</summary>
public class FileVectorTests
{
    private static readonly VectorFile Frozen = VectorFile.Load(Path.Combine(VectorFile.Folder, "gt1-files.json"));

    public static TheoryData<int> Ids => [.. Frozen.Tests("File").Select(vector => (int)vector.Test["id"]!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public Task A_file_opens_as_frozen(int id) => CheckAsync(Frozen.Tests("File").Single(vector => (int)vector.Test["id"]! == id));

    /// <summary>Makes new vectors, for a format that needs some: GT1_NEW_FILE_VECTORS names the file, which must not exist.</summary>
    [Fact]
    public async Task New_vectors_read_like_the_frozen_ones()
    {
        using var folder = new TemporaryFolder();
        var path = Environment.GetEnvironmentVariable("GT1_NEW_FILE_VECTORS") ?? folder.File("new.json");

        VectorFile.Create(path, FileVectors.Groups());

        foreach (var vector in VectorFile.Load(path).Tests("File"))
            await CheckAsync(vector);
        Assert.Equal(Ids.Count, VectorFile.Load(path).Tests("File").Count());
    }

    private static async Task CheckAsync((JsonNode Group, JsonNode Test) vector)
    {
        var (group, test) = vector;
        using var key = VectorStore.Key(group.Hex("key"), group.Store());
        using var opened = new MemoryStream();

        var failure = await Record.ExceptionAsync(async () =>
        {
            var opener = await FileOpener.BeginAsync(group.Text("name"), new MemoryStream(FileVectors.Join(group, test)), default);
            using var fileKey = opener.OpenFileKey(key);
            await opener.OpenAsync(fileKey, opened, () => { }, default);
        });

        Assert.Equal(test.Text("result"), failure?.GetType().Name.Replace("Exception", "", StringComparison.Ordinal) ?? "valid");
        if (test.IsValid())
            Assert.Equal(Encryption.FileTests.Content((int)test["length"]!), opened.ToArray());
    }
}
